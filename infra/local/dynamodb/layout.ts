/** Where things lie in LevelDB: dynalite's own layout, but for the ends of index keys (index-entries.ts). */

/** The description of a table. */
export const tableKey = (table: string) => `table~${table}`;

/** The items of a table, in the order of their keys. */
export const itemPrefix = (table: string) => `item-${table}~`;

/** The entries of an index; `kind` is local or global. */
export const indexPrefix = (kind: string, table: string, index: string) =>
  `index-${kind.toLowerCase()}~${table}~${index}~`;

/** The tags of a table. */
export const tagPrefix = (table: string) => `tag-${table}~`;

/** Which attribute of a table says when an item expires; absent when none does. */
export const timeToLiveKey = (table: string) => `ttl~${table}`;
