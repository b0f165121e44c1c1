/** `rule explain RULE`: how a rule is understood, or where it is wrong. */
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { patternOf } from '../../../functions/domain/rule/pattern.ts';
import { type Command, DONE } from '../command.ts';
import { readRule } from '../read-rule.ts';

export const ruleExplain: Command = {
  name: 'rule explain',
  usage: 'RULE [--json]',
  summary: 'the canonical form of a rule, or the place where it is wrong',
  examples: ["rule explain '(Blinken OR Lavrov) sanctions -sport'", "rule explain -- '-sport arctic'"],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run({ operands: [text = ''], options, print }) {
    const read = readRule(text, (rule) => patternOf(parseRule(rule)));
    if (read.kind === 'problem') return read;
    const { canonical, id } = read.value;
    print(options.json ? JSON.stringify({ canonical, pattern: id }) : canonical);
    return DONE;
  },
};
