/** `sign-up open|closed`: whether strangers may subscribe. */

import { changeSettings } from '../change-settings.ts';
import { type Command, DONE } from '../command.ts';
import { withService } from '../with-service.ts';

export const signUp: Command = {
  name: 'sign-up',
  usage: 'open|closed',
  summary: 'let people subscribe, or take no new subscriptions',
  examples: ['sign-up open', 'sign-up closed'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run(context) {
    const mode = (['open', 'closed'] as const).find((name) => name === context.operands[0]);
    if (!mode) return { kind: 'usage', message: `Sign-up is open or closed, not "${context.operands[0]}".` };
    return withService(context, async (service) => {
      await changeSettings(service, { signUp: mode });
      context.print(context.options.json ? JSON.stringify({ signUp: mode }) : `Sign-up is ${mode}.`);
      return DONE;
    });
  },
};
