/** Lambda entry: one drain of a shard of subscribers, started by the tick. */
import { digest } from '../pipeline/digest.ts';
import { keyring } from './keys.ts';
import { mailer } from './mail.ts';
import { base, sender } from './runtime.ts';

/** @param event As the tick sends it. */
export const handler = async (event: { readonly shard: number }): Promise<unknown> =>
  digest({ ...base(), mailer: mailer(), keyring: await keyring(), sender: sender() }, event);
