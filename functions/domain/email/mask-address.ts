/** Shows an address to those who may hold a forwarded link: enough for its owner to know it by, no more. */

/** `reader@example.com` as `r…@example.com`. */
export function maskAddress(address: string): string {
  return `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
}
