/**
 * ClientRequestToken: a transaction sent twice under one token, as the SDK does when an answer is lost, is
 * carried out once. Kept in memory, so a restart forgets the tokens.
 */
import { type WireObject, wireError } from './wire.ts';

/** How long the service remembers a token. */
const KEPT_MS = 10 * 60 * 1000;

/** The tokens of the last ten minutes. */
export type RequestTokens = {
  /**
   * Carries out `work`, or returns the answer that this token got before; a failure is not remembered.
   * @param now ms
   * @throws WireError when the token came with another request before
   */
  once(input: WireObject, now: number, work: () => Promise<WireObject>): Promise<WireObject>;
};

/** No tokens yet. */
export function createRequestTokens(): RequestTokens {
  const known = new Map<
    string,
    { readonly request: string; readonly at: number; readonly answer: Promise<WireObject> }
  >();

  function forgetOld(now: number): void {
    // In the order they came: the first that is young enough ends the search.
    for (const [token, { at }] of known) {
      if (at > now - KEPT_MS) return;
      known.delete(token);
    }
  }

  return {
    async once(input, now, work) {
      const { ClientRequestToken: token, TransactItems: items } = input;
      if (typeof token !== 'string') return work();
      forgetOld(now);
      const request = JSON.stringify(items);
      const earlier = known.get(token);
      if (earlier && earlier.request !== request) {
        throw wireError(
          'IdempotentParameterMismatchException',
          'The token was used with another request before',
        );
      }
      if (earlier) return earlier.answer;
      const answer = work();
      known.set(token, { request, at: now, answer });
      answer.catch(() => known.delete(token));
      return answer;
    },
  };
}
