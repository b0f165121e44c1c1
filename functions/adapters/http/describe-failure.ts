/** Says in a sentence why a connection gave no answer, in words that name nothing a host could have chosen. */

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The host refused the connection.',
  ECONNRESET: 'The host closed the connection.',
  EHOSTUNREACH: 'No way leads to the host.',
  ENETUNREACH: 'No way leads to the host.',
  ETIMEDOUT: 'The host took too long to answer.',
  EPROTO: 'The host does not speak TLS as it should.',
  HPE_HEADER_OVERFLOW: 'The headers of the answer are too long.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is signed by nobody but itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the host is signed by an authority that is not known.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The certificate of the host is signed by an authority that is not known.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The host sends its certificate without those that vouch for it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the host is for another name.',
};

/** @param error as node:http raised it; several addresses that failed raise one that holds theirs. */
export function describeFailure(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (Object.hasOwn(SENTENCES, code)) return SENTENCES[code] ?? '';
  if (code.startsWith('HPE_')) return `The answer is not HTTP (${code}).`;
  return `The answer could not be read${code === '' ? '' : ` (${code})`}.`;
}
