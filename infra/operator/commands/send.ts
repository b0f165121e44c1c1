/** `send on|off`: whether mail leaves, and from which matches on. What was found meanwhile is kept. */
import { changeSettings } from '../change-settings.ts';
import { type Command, DONE, problem } from '../command.ts';
import { minute } from '../table.ts';
import { withService } from '../with-service.ts';

export const send: Command = {
  name: 'send',
  usage: 'on|off [--from now|TIME]',
  summary:
    'let digests out, or hold them; --from leaves out what was found before (after a restore: --from now)',
  examples: ['send on', 'send off', 'send on --from now', 'send on --from 2026-05-20T12:00:00Z'],
  operands: { min: 1, max: 1 },
  options: ['json', 'from'],
  async run(context) {
    const [typed = ''] = context.operands;
    const sending = (['on', 'off'] as const).find((name) => name === typed);
    if (!sending) return { kind: 'usage', message: `Sending is on or off, not "${typed}".` };
    return withService(context, async (service) => {
      const from = readFrom(context.options.from, service.clock.now());
      if (from === 'invalid') {
        const message = `--from is no time: "${context.options.from}".`;
        return problem({
          kind: 'invalid-time',
          message,
          expected: 'now, or a time such as 2026-05-20T12:00:00Z',
        });
      }
      const { sendFrom } = await changeSettings(service, {
        sending,
        ...(from !== undefined && { sendFrom: from }),
      });
      const since = new Date(sendFrom).toISOString();
      const on = `Sending is on, for what was found since ${minute(since)} UTC.`;
      const off = 'Sending is off. Digests wait; nothing is lost.';
      if (context.options.json) context.print(JSON.stringify({ send: sending, from: since }));
      else context.print(sending === 'on' ? on : off);
      return DONE;
    });
  },
};

/** A time without a zone is UTC. Undefined = as it stands. */
function readFrom(text: string | undefined, now: number): number | 'invalid' | undefined {
  if (text === undefined) return undefined;
  if (text === 'now') return now;
  const isTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasZone = /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = isTime ? Date.parse(hasZone || !text.includes('T') ? text : `${text}Z`) : Number.NaN;
  return Number.isNaN(at) ? 'invalid' : at;
}
