/**
 * The SES client: one attempt, no connection used twice. SES has no idempotency token, so a retry of the SDK's could
 * make up to three mails of one whose reply was lost; and a connection that died while it was idle (a Lambda sleeps
 * between calls) would look just like a lost reply.
 */
import { SESClient, type SESClientConfig } from '@aws-sdk/client-ses';

export type SesClientOptions = Pick<SESClientConfig, 'endpoint' | 'region' | 'credentials'>;

/** SES answers within 0.2 s; a call that takes this long is given up, and whether the mail went is unknown. */
export const CALL_MS = 10_000;
const CONNECT_MS = 2_000;

/** Without options the SDK's own sources decide (environment, profile, role). */
export function createSesClient(options: SesClientOptions = {}): SESClient {
  return new SESClient({
    ...options,
    maxAttempts: 1,
    // `requestTimeout` alone only logs; with `throwOnRequestTimeout` it ends the call.
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: CALL_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
}
