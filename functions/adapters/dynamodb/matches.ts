/** Match rows, read by their store time. A pattern's rows of one month stand in one partition. */
import { ItemCollectionSizeLimitExceededException } from '@aws-sdk/client-dynamodb';
import type { MatchRow } from '../../domain/matcher/match-row.ts';
import type { MatchStore } from '../../ports/store/matches.ts';
import { matchKey, matchPks } from './keys.ts';
import { contentOf, NEWS_LIVES_MS, ttlAt } from './row.ts';
import type { Table, Tables } from './table.ts';

export function dynamoMatches({ news }: Tables): MatchStore {
  return {
    async put({ pattern, article, ...row }) {
      const key = matchKey(pattern, row.at, article);
      try {
        const written = await news.write({
          kind: 'put',
          item: { ...key, ...row, ttl: ttlAt(row.at + NEWS_LIVES_MS) },
          when: 'attribute_not_exists(#pk)',
        });
        return written.kind === 'written' ? 'stored' : 'known';
      } catch (error) {
        // Rows and copies of one partition are limited to 10 GB, because the table has a local index.
        if (error instanceof ItemCollectionSizeLimitExceededException) return 'full';
        throw error;
      }
    },
    async between(pattern, from, to, limit = Number.POSITIVE_INFINITY) {
      // Store times are whole milliseconds, so the first one after `from` can be named.
      const first = Math.floor(from) + 1;
      const rows: MatchRow[] = [];
      for (const pk of first <= to ? matchPks(pattern, first, to) : []) {
        if (rows.length >= limit) break;
        rows.push(...(await inPartition(news, pattern, pk, { first, to, limit: limit - rows.length })));
      }
      return rows.sort((a, b) => a.at - b.at || (a.article < b.article ? -1 : 1));
    },
  };
}

type Range = { readonly first: number; readonly to: number; readonly limit: number };

async function inPartition(
  news: Table,
  pattern: string,
  pk: string,
  { first, to, limit }: Range,
): Promise<MatchRow[]> {
  const read = async (first: number, to: number, limit: number) => {
    const where = '#pk = :pk AND #at BETWEEN :first AND :to';
    const items = await news.query({ index: 'byTime', where, values: { pk, first, to }, limit });
    return items.map(
      (item): MatchRow => ({
        ...contentOf<Omit<MatchRow, 'pattern' | 'article'>>(item),
        pattern,
        article: String(item.sk),
      }),
    );
  };
  const rows = await read(first, to, limit);
  const last = rows.at(-1)?.at;
  if (rows.length < limit || last === undefined) return rows;
  const ofLastTime = await read(last, last, Number.POSITIVE_INFINITY);
  return [...rows.filter(({ at }) => at < last), ...ofLastTime];
}
