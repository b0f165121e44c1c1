/**
 * What a failed SES call means for the mail: surely not accepted, and what to do about it, or not to be told. By
 * status, error code and phase, never by the SDK's class names alone: a reset shows there as a timeout.
 */
import type { SendResult } from '../../ports/mailer.ts';

type Failure = Exclude<SendResult, { kind: 'accepted' }>;
type How = Extract<Failure, { kind: 'refused' }>['how'];

/**
 * SES's error codes without the ending `Exception`, which the API has and the SDK's own classes have for some. The
 * rest of 4xx is `later`: SES did not take the mail, and the back-off of refusals is at most 10 minutes.
 */
const CODES: Readonly<Record<string, How>> = {
  // The mail itself, or somebody named in it.
  MessageRejected: 'permanent',
  MailFromDomainNotVerified: 'permanent',
  InvalidParameterValue: 'permanent',
  InvalidParameterCombination: 'permanent',
  MissingParameter: 'permanent',
  ValidationError: 'permanent',
  // The account: nothing passes before somebody acts.
  AccountSendingPaused: 'stop',
  ConfigurationSetSendingPaused: 'stop',
  ConfigurationSetDoesNotExist: 'stop',
  ProductionAccessNotGranted: 'stop',
  AccessDenied: 'stop',
  UnauthorizedOperation: 'stop',
  NotAuthorized: 'stop',
  OptInRequired: 'stop',
  InvalidClientTokenId: 'stop',
  UnrecognizedClient: 'stop',
  SignatureDoesNotMatch: 'stop',
  InvalidAction: 'stop',
};

/** Before a byte of the request was written: no name, no route, nobody listens, no trust. */
const BEFORE_WRITING = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_UNTRUSTED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
]);

/** @param error what the SDK threw. */
export function outcomeOf(error: unknown): Failure {
  const { name, code, status, message, phase } = read(error);
  const reason = `${code ?? name}: ${message}`;
  if (status !== undefined) return answered(status, code ?? name, message, reason);
  const isUnsent =
    BEFORE_WRITING.has(code ?? '') ||
    ['connect', 'getaddrinfo'].includes(phase) ||
    message.includes('did not establish a connection') ||
    name === 'CredentialsProviderError';
  return isUnsent ? { kind: 'refused', how: 'later', reason } : { kind: 'unknown', reason };
}

function answered(status: number, code: string, message: string, reason: string): Failure {
  // A reply in the 200s that cannot be read is an acceptance whose id was lost; a 5xx may come after acceptance.
  if (status < 400 || status >= 500) return { kind: 'unknown', reason };
  return { kind: 'refused', how: howOf(code.replace(/Exception$/, ''), message), reason };
}

function howOf(code: string, message: string): How {
  // One code for two limits: the rate of the second, and the quota of the day.
  if (/^Throttling/.test(code)) return /daily/i.test(message) ? 'stop' : 'later';
  if (code === 'MessageRejected' && /sending (?:is )?(?:paused|suspended|disabled)/i.test(message))
    return 'stop';
  return CODES[code] ?? 'later';
}

/** The wire's code comes as `Code`, Node's as `code`; an error of several addresses has both kinds inside. */
function read(error: unknown) {
  const given = Object(error) as Readonly<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const reply = Object(given.$metadata ?? {}).httpStatusCode ?? Object(given.$response ?? {}).statusCode;
  return {
    name: text(given.name) ?? 'Error',
    code: text(given.Code) ?? text(given.code),
    status: typeof reply === 'number' ? reply : undefined,
    message: text(given.message) ?? String(error),
    phase: text(given.syscall) ?? '',
  };
}
