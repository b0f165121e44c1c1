/** Why a mail that somebody asked for does not go out just now, for the person and for programs. */
export type Unsent = {
  readonly kind: string;
  readonly status: 429 | 503;
  readonly retryAfterS: number;
  readonly message: string;
};

/** None of these depends on the address. */
export const BUSY: Readonly<Record<'off' | 'busy' | 'too-many', Unsent>> = {
  off: {
    kind: 'off',
    status: 503,
    retryAfterS: 3_600,
    message: 'No mail is sent at the moment, so nothing was done. Try again later.',
  },
  busy: {
    kind: 'busy',
    status: 503,
    retryAfterS: 120,
    message: 'Too much mail is waiting just now, so nothing was sent. Try again in a few minutes.',
  },
  'too-many': {
    kind: 'too-many',
    status: 429,
    retryAfterS: 3_600,
    message:
      'There were too many requests from your network, or in all. Nothing was sent. Try again in an hour.',
  },
};
