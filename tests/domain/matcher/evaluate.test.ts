import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/domain/article/article.ts';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { fold } from '../../../functions/domain/text/fold.ts';
import { anyArticle, anyRule, article, shown } from './articles.ts';

/** `field:word` of each match, undefined when the rule does not match. */
function words(rule: string, from: Article): readonly string[] | undefined {
  return evaluate(parseRule(rule), from)?.map((word) => `${word.field}:${shown(from, word)}`);
}

/** A rule, the headline it is tried on, and the words it marks there; `false` = no match. */
const ON_TITLES: readonly (readonly [rule: string, title: string, marked: readonly string[] | false])[] = [
  ['ai', 'The training of pilots', false],
  ['AI', 'The training of ai', ['ai']],
  ['university', 'The universe', false],
  ['news', 'New ideas', false],
  ['russia', "Russia's reply", ['Russia']],
  ["Russia's", 'Russia replies', ['Russia']],
  ['"russia\'s reply"', 'Russia’s reply', ['Russia’s reply']],
  ['Ukraine', "L'Ukraine et l’Italie", ['Ukraine']],
  ["l'Ukraine", 'Pour l’Ukraine', ['l’Ukraine']],
  ['italia', 'dell’Italia', ['Italia']],
  ['US', 'The U.S. Senate', ['U.S.']],
  ['U.S.', 'US troops, us', ['US', 'us']],
  ['=US', 'US, us and U.S. and US’s', ['US', 'U.S.', 'US']],
  ['="Us"', 'US Us us', ['Us']],
  ['="Nord Stream"', 'nord stream, Nord Stream', ['Nord Stream']],
  ['=résumé', 'resume résumé', ['résumé']],
  ['1000', '1,000 dead', ['1,000']],
  ['1,000', '1000 dead', ['1000']],
  ['naive', 'naïve', ['naïve']],
  ['Strasse', 'Straße', ['Straße']],
  ['istanbul', 'İSTANBUL', ['İSTANBUL']],
  ['елка', 'Ёлка', ['Ёлка']],
  ['finance', 'ﬁnance', ['ﬁnance']],
  ['cease-fire', 'cease fire, ceasefire, cease-fire', ['cease fire', 'ceasefire', 'cease-fire']],
  ['ceasefire', 'cease-fire', ['cease-fire']],
  ['ceasefire', 'cease fire', false],
  ['fire', 'cease-fire', ['fire']],
  ['"cease-fire talks"', 'ceasefire talks', ['ceasefire talks']],
  ['"ceasefire talks"', 'cease-fire talks', ['cease-fire talks']],
  ['covid', 'COVID-19', ['COVID']],
  ['COVID-19', 'Covid 19', ['Covid 19']],
  ['C++', 'C and C++', ['C++']],
  ['C', 'C++', false],
  ['C#', 'c#', ['c#']],
  ['.NET', 'net', false],
  ['net', '.NET', false],
  ['.net', 'ASP and .NET', ['.NET']],
  ['AT&T', 'AT&T', ['AT&T']],
  ['AT&T', 'at t', false],
  ['climate', '#climate', ['climate']],
  ['#climate', '#Climate', ['#Climate']],
  ['#climate', 'climate', false],
  ['@name', '@name', ['@name']],
  ['北極', '昨日の北極の氷', ['北極']],
  ['北', '北極', ['北']],
  ['北極', '北の極', false],
  ['解析pdf', '解析PDF', ['解析PDF']],
  ['ภาษา', 'ในภาษาไทย', ['ภาษา']],
  ['"nord stream 2"', 'Nord Stream 2', ['Nord Stream 2']],
  ['"nord stream 2"', 'Nord Stream, 2', ['Nord Stream, 2']],
  ['"nord stream 2"', 'Stream Nord 2', false],
  ['"nord stream"', 'Nord gas stream', false],
  ['arctic blinken', 'Blinken in the Arctic', ['Blinken', 'Arctic']],
  ['arctic blinken', 'In the Arctic', false],
  ['arctic OR blinken', 'In the Arctic', ['Arctic']],
  ['arctic -sport', 'Arctic sport', false],
  ['arctic -sport', 'Arctic sports', ['Arctic']],
  ['arctic -"ice hockey"', 'Arctic ice', ['Arctic']],
  ['arctic (oil OR gas)', 'Arctic gas, oil', ['Arctic', 'gas', 'oil']],
  ['arctic oil OR gas', 'gas', ['gas']],
  ['arctic (oil OR NOT gas)', 'arctic', ['arctic']],
  ['arctic OR (oil gas)', 'arctic oil', ['arctic']],
  ['arctic', 'see https://example.com/arctic', false],
  ['arctic OR or', 'either or', ['or']],
  ['arctic arctic', 'Arctic', ['Arctic']],
  ['arctic OR "arctic council"', 'Arctic Council', ['Arctic', 'Arctic Council']],
];

describe('evaluate', () => {
  for (const [rule, title, marked] of ON_TITLES) {
    it(`${rule} ${marked ? 'finds' : 'does not match'} ${title}`, () => {
      expect(words(rule, article({ title }))).toEqual(
        marked ? marked.map((word) => `title:${word}`) : undefined,
      );
    });
  }

  it('searches title, summary and body for words without a field, and nothing else', () => {
    const other = {
      caption: 'arctic',
      author: 'arctic',
      source: 'arctic',
      url: 'https://a.example/arctic',
      tags: ['arctic'],
    };
    expect(
      words('arctic', article({ ...other, body: '<img alt="arctic"><form>arctic</form>' })),
    ).toBeUndefined();
    expect(
      words(
        'arctic',
        article({ ...other, title: 'Arctic', summary: '<b>Arctic</b>', body: 'an arctic sea' }),
      ),
    ).toEqual(['title:Arctic', 'summary:Arctic', 'body:arctic']);
  });

  it('searches the field that is named', () => {
    const all = article({
      ...{
        title: 'One',
        summary: 'Two',
        body: `<p>Three</p><figcaption>Four</figcaption>`,
        caption: 'Five\nSix',
      },
      ...{
        author: 'Jane Seven',
        source: 'The Eight Times',
        url: 'https://www.nine.co.uk/ten-eleven',
        tags: ['Twelve', 'Big Thirteen'],
      },
      lang: 'en-GB',
    });
    const found: readonly (readonly [rule: string, word: string])[] = [
      ...([
        ['title:one', 'title:One'],
        ['summary:two', 'summary:Two'],
        ['body:three', 'body:Three'],
      ] as const),
      ...([
        ['caption:four', 'body:Four'],
        ['caption:five', 'caption:Five'],
        ['author:"jane seven"', 'author:Jane Seven'],
      ] as const),
      ...([
        ['source:eight', 'source:Eight'],
        ['url:ten', 'url:ten'],
        ['tag:thirteen', 'tag:Thirteen'],
      ] as const),
      ...([
        ['site:nine.co.uk', 'url:www.nine.co.uk'],
        ['site:www.nine.co.uk', 'url:www.nine.co.uk'],
        ['site:uk', 'url:www.nine.co.uk'],
      ] as const),
      ...([
        ['lang:en', 'lang:en-GB'],
        ['lang:EN_gb', 'lang:en-GB'],
        ['url:nine.co.uk/ten', 'url:nine.co.uk/ten'],
      ] as const),
    ];
    for (const [rule, word] of found) expect([rule, words(rule, all)]).toEqual([rule, [word]]);
    for (const rule of [
      'title:two',
      'body:four',
      'caption:"five six"',
      'tag:"twelve big"',
      'site:ine.co.uk',
      'lang:e',
      'lang:en-us',
      'site:nine.com',
    ])
      expect([rule, words(rule, all)]).toEqual([rule, undefined]);
  });

  it('holds a group with a negation inside one field', () => {
    expect(words('title:(oil -gas)', article({ title: 'Oil', body: 'gas' }))).toEqual(['title:Oil']);
    expect(words('title:(oil -gas)', article({ title: 'Oil and gas' }))).toBeUndefined();
  });

  it('names the first 200 places of a word', () => {
    const found = evaluate(parseRule('oil'), article({ body: 'oil '.repeat(500) })) ?? [];
    expect(found.map(({ start }) => start)).toEqual(Array.from({ length: 200 }, (_, index) => 4 * index));
  });

  it('finds no phrase across fields', () => {
    expect(words('"nord stream"', article({ title: 'Nord', summary: 'stream' }))).toBeUndefined();
  });

  it('lets lead: see the first 60 words of the body, lead/n: the first n', () => {
    const body = `${'word '.repeat(59)}sixty sixtyone`;
    expect(words('lead:sixty', article({ body }))).toEqual(['body:sixty']);
    expect(words('lead:sixtyone', article({ body }))).toBeUndefined();
    expect(words('lead/61:sixtyone', article({ body }))).toEqual(['body:sixtyone']);
    expect(words('lead:"sixty sixtyone"', article({ body }))).toBeUndefined();
  });

  it('gives ranges in the field as given, markup and entities included', () => {
    const body = '<p>The <b>Nord</b> Stream&nbsp;2 at AT&amp;T, <i>Arc</i>tic</p>';
    expect(words('"nord stream 2" OR AT&T OR arctic', article({ body }))).toEqual([
      'body:Nord</b> Stream&nbsp;2',
      'body:AT&amp;T',
      'body:Arc</i>tic',
    ]);
  });

  it('marks words that lie in the field and fold to a term of the rule', () => {
    fc.assert(
      fc.property(anyRule, anyArticle, (text, from) => {
        let rule: ReturnType<typeof parseRule>;
        try {
          rule = parseRule(text);
        } catch {
          return;
        }
        const terms = fold(text).replace(/[^\p{L}\p{N}]/gu, '');
        for (const word of evaluate(rule, from) ?? []) {
          const slice = shown(from, word).replace(/<[^>]*>|&amp;/g, '');
          expect(word.end).toBeGreaterThan(word.start);
          if (word.field !== 'lang' && word.field !== 'url')
            expect(terms).toContain(fold(slice).replace(/[^\p{L}\p{N}]/gu, ''));
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 1_000) },
    );
  });
});
