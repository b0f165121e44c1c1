/** `init`: the keys that links and addresses are protected with. */
import { type Command, DONE } from '../command.ts';
import { withService } from '../with-service.ts';

export const init: Command = {
  name: 'init',
  usage: '',
  summary: 'make the keys of a new deployment; changes nothing when they are there',
  examples: ['WATCHWORD_STAGE=prod npm run watchword -- init'],
  operands: { min: 0, max: 0 },
  options: ['json'],
  run: async (context) =>
    withService(context, async (service) => {
      const keys = await service.makeKeys();
      const text = keys === 'created' ? 'Made the keys of' : 'The keys are there already:';
      context.print(context.options.json ? JSON.stringify({ keys }) : `${text} ${service.where}`);
      return DONE;
    }),
};
