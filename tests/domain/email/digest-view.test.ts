import { describe, expect, it } from 'vitest';
import { digestView } from '../../../functions/domain/email/digest-view.ts';
import { aDigest, anEntry } from '../../support/a-digest.ts';

const at = (time: string) => Date.parse(`2026-05-${time}:00Z`);
const entryOf = (over: Parameters<typeof anEntry>[0], zone = 'UTC') =>
  digestView(aDigest({ zone, entries: [anEntry(over)] })).entries[0];

describe('the window of a digest', () => {
  it.each([
    ['UTC', '19T20:00', '19T21:00', 'Tuesday 19 May, 20:00 to 21:00, UTC'],
    ['America/New_York', '19T20:00', '19T21:00', 'Tuesday 19 May, 16:00 to 17:00, New York time'],
    ['UTC', '18T08:00', '19T08:00', 'Monday 18 May, 08:00 to Tuesday 19 May, 08:00, UTC'],
    [
      'Asia/Kathmandu',
      '19T18:14',
      '19T18:16',
      'Tuesday 19 May, 23:59 to Wednesday 20 May, 00:01, Kathmandu time',
    ],
    ['UTC', '19T20:00', '19T20:00', 'Tuesday 19 May, 20:00, UTC'],
  ])('in %s from %s to %s is “%s %s”', (zone, from, to, ...text) => {
    const lanes = [{ cadence: 'hourly' as const, window: { from: at(from), to: at(to) } }];
    expect(digestView(aDigest({ zone, lanes })).window).toBe(text.join());
  });
});

describe('an entry', () => {
  it('tells publisher, host and local time', () => {
    expect(entryOf({}, 'Asia/Tokyo')?.meta).toEqual(['Example Wire', 'wire.example', '05:38']);
  });

  it('names a publisher once whose name is its host', () => {
    expect(entryOf({ source: 'wire.example' })?.meta).toEqual(['wire.example', '20:38']);
  });

  it('says how long after its publication it was seen, when that is worth a word', () => {
    const late = { publishedAt: at('19T18:00'), at: at('19T20:38') };
    expect(entryOf(late)?.meta.slice(-2)).toEqual(['18:00', 'seen 3 hours after publication']);
  });

  it.each([
    ['no time', {}],
    ['a time to come', { publishedAt: at('30T00:00') }],
  ])('with %s is dated by when it was seen', (_, over) => {
    const { publishedAt, ...rest } = anEntry({ at: at('19T20:38'), ...over });
    const entry = { ...rest, ...('publishedAt' in over && { publishedAt }) };
    expect(digestView(aDigest({ entries: [entry] })).entries[0]?.meta.at(-1)).toBe('seen 20:38');
  });

  it('without a headline is called by its host', () => {
    expect(entryOf({ title: { text: ' \u200b ', marks: [] } })?.title.text).toBe('wire.example');
  });

  it('puts the rules together that matched in the same places', () => {
    const rules = [
      { text: 'Arctic', fields: ['summary', 'body'] },
      { text: 'oil', fields: ['title'] },
      { text: 'sanctions', fields: ['body'] },
    ];
    expect(entryOf({ rules })?.why).toEqual([
      { rules: ['Arctic', 'sanctions'], where: 'both words, in the text' },
      { rules: ['oil'], where: 'in the headline' },
    ]);
  });

  it('says that it matched after an edit, or came late', () => {
    expect(entryOf({ byEdit: true, late: true })?.notes).toEqual([
      'first matched after an edit',
      'late: its feed could not be read before',
    ]);
  });
});

describe('the coverage of a digest', () => {
  const failing = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ title: `Feed ${n}`, since: at('19T19:05') }));
  const coverage = (over: Partial<ReturnType<typeof aDigest>['coverage']>) =>
    digestView(aDigest({ coverage: { articles: 1, feeds: 50, failing: [], ...over } })).coverage;

  it('counts articles and feeds', () => {
    expect(coverage({})).toEqual({ checked: 'Checked 1 article from 50 feeds.', failing: [] });
  });

  it('names feeds that were not read by the time since when', () => {
    const since = [
      { title: 'Northern Post', since: at('19T19:05') },
      { title: 'Fjord Radio', since: at('12T07:00') },
      { title: 'Harbour Times', since: at('19T19:05') },
    ];
    expect(coverage({ failing: since })).toEqual({
      checked: 'Checked 1 article from 47 of 50 feeds.',
      failing: [
        'Not read since 19:05: Northern Post and Harbour Times.',
        'Not read since 12 May, 07:00: Fjord Radio.',
        'What they publish meanwhile comes in a later digest, marked late.',
      ],
    });
  });

  it('counts those beyond a dozen', () => {
    expect(coverage({ failing: failing(15) }).failing[0]).toMatch(/Feed 11 and 3 more\.$/);
  });
});
