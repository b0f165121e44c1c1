/**
 * A digest as people read it: every text ready and clean, times in the subscriber's zone, links checked. Mail (HTML
 * and text) and web page render the same view, so they cannot tell different things.
 */
import type { Digest } from '../digest/digest.ts';
import { cleanText, shorten } from './clean-text.ts';
import { isolate } from './direction.ts';
import { type EntryView, entryView } from './entry-view.ts';
import * as en from './texts-en.ts';

export type DigestView = {
  /** Of the mail: the heading, then the headline that matters most. Never feed text first. */
  readonly subject: string;
  /** What is new and for which rules: heading of mail and page. */
  readonly heading: string;
  /** Local dates and times of the window with the zone, and the order of the entries when there are several. */
  readonly window: string;
  /** How many entries each rule has: most first, then in the subscriber's order. */
  readonly rules: readonly { readonly name: string; readonly entries: number }[];
  /** Whether the heading names every rule. */
  readonly namesAll: boolean;
  readonly entries: readonly EntryView[];
  readonly coverage: { readonly checked: string; readonly failing: readonly string[] };
  /** When the digests that may not have arrived were due, in the order of `digest.missed`. */
  readonly missed: readonly string[];
  /** Why the subscriber gets this. */
  readonly reason: string;
};

/** Rules named in a subject; a subject has about 70 characters before phones cut it. */
const NAMED_RULES = 3;
const NAME_LENGTH = 40;
/** Failing feeds named; more are counted. */
const NAMED_FEEDS = 12;
const FEED_LENGTH = 60;
/** Of a headline in a subject: with two rules named before it, some 120 characters, of which phones show the first half. */
const HEADLINE_LENGTH = 90;

/** The texts of a digest; pure, the same for the same digest. */
export function digestView(digest: Digest): DigestView {
  const { zone, entries, lanes, coverage } = digest;
  const window = {
    from: Math.min(...lanes.map((lane) => lane.window.from)),
    to: Math.max(...lanes.map((lane) => lane.window.to)),
  };
  const rules = countRules(digest);
  const names = nameRules(rules.map(({ name }) => name));
  const cadences = lanes.map(({ cadence }) => cadence);
  const heading = en.digestTexts.heading(entries.length, names);
  const views = entries.map((entry) => entryView(entry, zone, window.to));
  return {
    subject: subjectOf(heading, views),
    heading,
    window: en.digestTexts.window(en.windowText(zone, window.from, window.to), entries.length),
    rules,
    namesAll: rules.length <= NAMED_RULES,
    entries: views,
    coverage: {
      checked: en.digestTexts.checked(
        coverage.articles,
        coverage.feeds - coverage.failing.length,
        coverage.feeds,
      ),
      failing: failingFeeds(coverage.failing, zone, window.to),
    },
    missed: digest.missed.map((id) => missedLabel(id, zone)),
    reason: en.digestTexts.reason(names, en.asked(cadences, rules.length)),
  };
}

function countRules(digest: Digest): DigestView['rules'] {
  const counts = new Map<string, number>();
  for (const { rules } of digest.entries) {
    for (const { text } of rules) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .map(([text, entries]) => ({ name: cleanText(text), entries }))
    .sort((a, b) => b.entries - a.entries);
}

/** The entry that most rules ask for matters most; of several, the newest. */
function subjectOf(heading: string, entries: readonly EntryView[]): string {
  const asked = (entry: EntryView) => entry.why.reduce((sum, { rules }) => sum + rules.length, 0);
  const most = Math.max(...entries.map(asked));
  const first = entries.find((entry) => asked(entry) === most);
  return first
    ? en.digestTexts.subject(heading, isolate(shorten(first.title.text, HEADLINE_LENGTH)))
    : heading;
}

function nameRules(rules: readonly string[]): string {
  const all = rules.length <= NAMED_RULES;
  const named = (all ? rules : rules.slice(0, NAMED_RULES - 1)).map((rule) =>
    isolate(en.ruleName(shorten(rule, NAME_LENGTH))),
  );
  return en.listOf(all ? named : [...named, en.digestTexts.moreRules(rules.length - named.length)]);
}

/** One sentence for each time since when feeds were not read, and one about what comes of it. */
function failingFeeds(
  failing: Digest['coverage']['failing'],
  zone: string,
  reference: number,
): readonly string[] {
  if (failing.length === 0) return [];
  const bySince = new Map<string, string[]>();
  failing.forEach(({ title, since }, index) => {
    const time = en.shortTime(zone, since, reference);
    const names = bySince.get(time) ?? [];
    bySince.set(time, names);
    if (index < NAMED_FEEDS) names.push(shorten(cleanText(title), FEED_LENGTH));
  });
  const unnamed = failing.length - NAMED_FEEDS;
  const groups = [...bySince].filter(([, names]) => names.length > 0);
  groups.forEach(([, names], index) => {
    if (unnamed > 0 && index === groups.length - 1) names.push(en.digestTexts.moreFeeds(unnamed));
  });
  return [
    ...groups.map(([time, names]) => en.digestTexts.notReadSince(time, en.listOf(names))),
    en.digestTexts.comesLater,
  ];
}

/** A digest's id begins with the time it was due, 13 digits of ms. */
function missedLabel(id: string, zone: string): string {
  const due = /^\d{13}(?=-)/.exec(id)?.[0];
  return due === undefined ? en.digestTexts.anEarlierOne : en.longTime(zone, Number(due));
}
