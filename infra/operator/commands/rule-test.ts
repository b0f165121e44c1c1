/** `rule test RULE`: which articles on standard input a rule matches, and on which words. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { readArticleLine } from '../../../functions/domain/matcher/article-line.ts';
import { compile } from '../../../functions/domain/matcher/compile.ts';
import { evaluatePlan } from '../../../functions/domain/matcher/evaluate-plan.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { analyse } from '../../../functions/domain/text/article-text.ts';
import { type Command, DONE, problem } from '../command.ts';
import { readRule } from '../read-rule.ts';

export const ruleTest: Command = {
  name: 'rule test',
  usage: 'RULE [--json]',
  summary: 'try a rule on articles, one JSON object a line on standard input',
  examples: [
    `rule test 'title:arctic' <<< '{"id":1,"title":"The Arctic Council","body":"<p>It meets.</p>"}'`,
    "rule test -- '-sport arctic' < articles.jsonl",
  ],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run({ operands: [text = ''], input, print }) {
    const read = readRule(text, (rule) => compile(parseRule(rule)));
    if (read.kind === 'problem') return read;
    let number = 0;
    for await (const line of createInterface({
      input: Readable.from(input),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      if (line.trim() === '') continue;
      const given = readArticleLine(line, number);
      if (given.kind === 'problem') return problem({ ...given, kind: 'invalid-article' });
      const words = evaluatePlan(read.value, analyse(given.article));
      print(JSON.stringify({ id: given.id, matched: words !== undefined, words: words ?? [] }));
    }
    return DONE;
  },
};
