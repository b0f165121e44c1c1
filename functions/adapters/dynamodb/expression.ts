/**
 * Expressions written as text: `#ver = :ver`. Every `#name` stands for the attribute of that name, so no reserved
 * word can slip in; every `:name` for the value of that name.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { encodeItem } from './attribute-value.ts';
import type { Key } from './keys.ts';

/** A condition, with the values it and its neighbours name. */
export type Condition = { readonly when?: string; readonly values?: Item };

/** One write: alone, or one of a transaction. */
export type Action =
  | ({ readonly kind: 'put'; readonly item: Item } & Condition)
  | ({ readonly kind: 'update'; readonly key: Key } & Changes & Condition)
  | ({ readonly kind: 'delete'; readonly key: Key } & Condition);

/** Clauses of an update expression, without their keywords. */
export type Changes = {
  readonly set?: string;
  readonly remove?: string;
  readonly add?: string;
  /** Members taken from a set. */
  readonly take?: string;
};

export type Placeholders = {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
};

/** The names and values that `texts` use. Values that none of them names are left out: DynamoDB refuses them. */
export function placeholders(texts: readonly (string | undefined)[], values: Item = {}): Placeholders {
  const text = texts.join(' ');
  const names = [...text.matchAll(/#(\w+)/g)].map(([whole, name]) => [whole, String(name)] as const);
  const used = new Set([...text.matchAll(/:(\w+)/g)].map(([, name]) => name));
  const given = Object.entries(values).filter(([name]) => used.has(name));
  return {
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
    ...(given.length > 0 && {
      ExpressionAttributeValues: encodeItem(
        Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      ),
    }),
  };
}

export function updateExpression({ set, remove, add, take }: Changes): string {
  const clauses = [
    set && `SET ${set}`,
    remove && `REMOVE ${remove}`,
    add && `ADD ${add}`,
    take && `DELETE ${take}`,
  ];
  return clauses.filter(Boolean).join(' ');
}
