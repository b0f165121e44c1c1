/** Outgoing mail of a function that may send, once a process. */
import { createSesClient } from '../adapters/ses/client.ts';
import { createSesMailer } from '../adapters/ses/mailer.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { Mailer } from '../ports/mailer.ts';
import { env, once } from './runtime.ts';

export const mailer = once(
  (): Mailer =>
    createSesMailer({
      client: createSesClient(),
      configurationSet: env('CONFIGURATION_SET'),
      clock: systemClock,
    }),
);
