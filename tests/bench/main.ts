/**
 * `npm run bench [-- --json]`: what matching an article costs beside what reading its text costs, which no matcher can
 * avoid. Ratios compare across machines; microseconds do not.
 */
import { parseArgs } from 'node:util';
import { Bench } from 'tinybench';
import { compile } from '../../functions/domain/matcher/compile.ts';
import { evaluatePlan } from '../../functions/domain/matcher/evaluate-plan.ts';
import { createPatternIndex } from '../../functions/domain/matcher/pattern-index.ts';
import { parseCanonical } from '../../functions/domain/rule/parse.ts';
import { analyse } from '../../functions/domain/text/article-text.ts';
import { ARTICLES, type Mix, makePatterns } from './patterns.ts';

type Result = {
  readonly name: string;
  /** µs of CPU an article. */
  readonly median: number;
  readonly p99: number;
  /** Median over that of text analysis. */
  readonly ratio: number;
};

const SIZES: readonly (readonly [count: number, mix: Mix])[] = [
  [1_000, 'specific'],
  [10_000, 'specific'],
  [100_000, 'specific'],
  [1_000, 'broad'],
  [10_000, 'broad'],
];
const LOWER_BOUND = 'text analysis alone';
const NAIVE_PATTERNS = 1_000;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
/** Our own CPU time in ms: what other processes do meanwhile does not count. */
const cpuTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const bench = new Bench({ time: 1_500, warmupTime: 500, now: cpuTime });
/** All articles a call: a sample is their sum. */
const ofEach = (run: (article: (typeof ARTICLES)[number]) => unknown) => () => {
  for (const article of ARTICLES) run(article);
};

bench.add(LOWER_BOUND, ofEach(analyse));
const plans = makePatterns(NAIVE_PATTERNS, 'specific').map(({ canonical }) =>
  compile(parseCanonical(canonical)),
);
bench.add(
  `each of ${NAIVE_PATTERNS.toLocaleString('en')} specific patterns in turn`,
  ofEach((article) => {
    const text = analyse(article);
    for (const plan of plans) evaluatePlan(plan, text);
  }),
);
const memory = SIZES.map(([count, mix]) => addIndex(count, mix));
await bench.run();

const tokens = ARTICLES.reduce((sum, article) => sum + analyse(article).tokens.length, 0);
const report = {
  node: process.version,
  articles: ARTICLES.length,
  tokens: Math.round(tokens / ARTICLES.length),
  results: results(),
  memory,
};
console.log(options.json ? JSON.stringify(report) : readable());

function addIndex(count: number, mix: Mix) {
  const patterns = makePatterns(count, mix);
  const before = heap();
  const started = performance.now();
  const index = createPatternIndex();
  for (const pattern of patterns) index.add(pattern);
  const buildMs = performance.now() - started;
  const bytes = heap() - before;
  const name = `index of ${count.toLocaleString('en')} ${mix} patterns`;
  bench.add(
    name,
    ofEach((article) => index.match(article)),
  );
  const matches = ARTICLES.reduce((sum, article) => sum + index.match(article).length, 0) / ARTICLES.length;
  return {
    name,
    buildMs: Math.round(buildMs),
    bytesPerPattern: Math.round(bytes / count),
    matchesPerArticle: matches,
  };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function results(): readonly Result[] {
  const measured = bench.tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`${name} did not run: ${result.state}`);
    return { name, median: perArticle(result.latency.p50), p99: perArticle(result.latency.p99) };
  });
  const bound = measured.find(({ name }) => name === LOWER_BOUND)?.median ?? Number.NaN;
  return measured.map((each) => ({ ...each, ratio: each.median / bound }));
}

/** µs an article of a sample in ms. */
function perArticle(ms: number): number {
  return (ms * 1_000) / ARTICLES.length;
}

function readable(): string {
  const rows = results().map(
    ({ name, median, p99, ratio }) =>
      `${name.padEnd(46)}${median.toFixed(0).padStart(8)}${p99.toFixed(0).padStart(8)}${ratio.toFixed(2).padStart(8)}`,
  );
  const sizes = memory.map(
    ({ name, buildMs, bytesPerPattern, matchesPerArticle }) =>
      `${name.padEnd(46)}${String(buildMs).padStart(8)}${String(bytesPerPattern).padStart(8)}${matchesPerArticle.toFixed(1).padStart(8)}`,
  );
  return [
    `${report.articles} articles of about ${report.tokens} tokens, Node ${report.node}`,
    `${''.padEnd(46)}${'µs'.padStart(8)}${'p99'.padStart(8)}${'ratio'.padStart(8)}`,
    ...rows,
    '',
    `${''.padEnd(46)}${'build ms'.padStart(8)}${'B each'.padStart(8)}${'matches'.padStart(8)}`,
    ...sizes,
  ].join('\n');
}
