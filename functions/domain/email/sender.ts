/** Who sends: what every mail and page says of the operator. One value a deployment. */
export type Sender = {
  /** The product's name as shown. */
  readonly name: string;
  /** Bare address of digests; its domain also makes the List-Id. */
  readonly digestFrom: string;
  /** Bare address of confirmation and manage mail; differs from `digestFrom` (Gmail asks for it). */
  readonly transactionalFrom: string;
  /** The operator's physical address, which the law asks for on every mail. */
  readonly postalAddress: string;
  /** Origin of all links, without a slash at the end. */
  readonly baseUrl: string;
};
