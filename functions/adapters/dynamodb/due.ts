/** The due index: keys only, sharded, read eventually consistent, since a claim checks everything again. */
import type { DueIndex } from '../../ports/store/due.ts';
import type { Item } from './attribute-value.ts';
import type { Key } from './keys.ts';
import { GROUP_DKS, HEAD, PATTERN_DKS, SUBSCRIBER_DKS } from './keys.ts';
import type { Table, Tables } from './table.ts';

const DKS = { group: GROUP_DKS, subscriber: SUBSCRIBER_DKS, pattern: PATTERN_DKS };

export function dynamoDue({ state }: Tables): DueIndex {
  const overdue =
    (dks: readonly string[]) =>
    async (shard: number, until: number, limit: number): Promise<readonly string[]> => {
      const dk = dks[shard];
      if (dk === undefined) throw new RangeError(`shard: expected one below ${dks.length}, got ${shard}`);
      return (await dueRows(state, dk, { until, limit })).map(idOf);
    };
  return {
    groups: overdue(GROUP_DKS),
    subscribers: overdue(SUBSCRIBER_DKS),
    patterns: overdue(PATTERN_DKS),
    async oldest(kind) {
      const firsts = await Promise.all(DKS[kind].map((dk) => dueRows(state, dk, { limit: 1 })));
      const times = firsts.flat().map(({ due }) => Number(due));
      return times.length > 0 ? Math.min(...times) : undefined;
    },
  };
}

/** Keys of all rows of one shard, due or not yet. */
export async function dueKeys(state: Table, dk: string): Promise<readonly Key[]> {
  return (await dueRows(state, dk, {})).map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
}

function dueRows(
  state: Table,
  dk: string,
  { until, limit }: { readonly until?: number; readonly limit?: number },
): Promise<readonly Item[]> {
  return state.query({
    index: 'due',
    where: until === undefined ? '#dk = :dk' : '#dk = :dk AND #due <= :until',
    values: { dk, until },
    ...(limit !== undefined && { limit }),
  });
}

/** `G#gid` and `S#sid` head their own partition; patterns share theirs. */
function idOf({ pk, sk }: Item): string {
  return sk === HEAD ? String(pk).slice(2) : String(sk);
}
