/** A frozen digest with sensible values, so that a test names only what it is about. */
import type { Digest, DigestEntry } from '../../functions/domain/digest/digest.ts';

const AT = Date.parse('2026-05-19T20:38:00Z');
const HOUR = 3_600_000;

export function anEntry(over: Partial<DigestEntry> = {}): DigestEntry {
  return {
    article: 'article-1',
    title: { text: 'Two foreign ministers hold first talks', marks: [] },
    link: 'https://wire.example/talks',
    source: 'Example Wire',
    publishedAt: AT,
    at: AT + 60_000,
    lang: 'en',
    snippets: [{ text: 'They met on the margins of an Arctic Council session.', marks: [[30, 36]] }],
    rules: [{ text: 'Arctic', fields: ['body'] }],
    ...over,
  };
}

export function aDigest(over: Partial<Digest> = {}): Digest {
  return {
    sid: 'sid-of-somebody00',
    id: `${AT + HOUR}-3`,
    version: 1,
    madeAt: AT + HOUR,
    zone: 'UTC',
    lanes: [{ cadence: 'hourly', window: { from: AT - HOUR, to: AT + HOUR } }],
    entries: [anEntry()],
    coverage: { articles: 1_932, feeds: 50, failing: [] },
    missed: [],
    ...over,
  };
}
