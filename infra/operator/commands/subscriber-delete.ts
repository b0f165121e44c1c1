/** `subscriber delete ADDRESS`: ends a subscription and erases it at once. */
import { parseAddress } from '../../../functions/domain/email/address.ts';
import { deleteSubscriber } from '../../../functions/pipeline/delete-subscriber.ts';
import { type Command, DONE, problem } from '../command.ts';
import { withService } from '../with-service.ts';

export const subscriberDelete: Command = {
  name: 'subscriber delete',
  usage: 'ADDRESS',
  summary: 'end a subscription and erase it now; only a keyed hash stays',
  examples: ['subscriber delete reader@example.com'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run(context) {
    const parsed = parseAddress(context.operands[0] ?? '');
    if (parsed.kind === 'invalid') return problem({ kind: 'invalid-address', message: parsed.message });
    const { address } = parsed;
    return withService(context, async ({ store, clock, keyring }) => {
      const outcome = await deleteSubscriber({ store, clock, keyring: await keyring() }, address);
      if (outcome === 'unknown') {
        return problem({ kind: 'unknown-address', message: `Nobody is subscribed as ${address}.` });
      }
      context.print(context.options.json ? JSON.stringify({ deleted: address }) : `Deleted: ${address}`);
      return DONE;
    });
  },
};
