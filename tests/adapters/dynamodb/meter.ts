/**
 * Counts the capacity units of what a store does, from the `ConsumedCapacity` of each answer, base table and indexes
 * apart. In: a client; out: units per named step.
 */
import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Units = {
  readonly writes: number;
  readonly reads: number;
  /** Written units by table or index: `state`, `state.due`, `state.byTime`, `news` … */
  readonly written: Readonly<Record<string, number>>;
};

export type Meter = { measure(run: () => Promise<unknown>): Promise<Units> };

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);

export function meterOf(client: DynamoDBClient): Meter {
  let answers: { readonly isRead: boolean; readonly capacity: ConsumedCapacity }[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const input = { ...args.input, ReturnConsumedCapacity: 'INDEXES' };
        const answer = await next({ ...args, input });
        const { ConsumedCapacity: consumed = [] } = answer.output as {
          ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
        };
        for (const capacity of [consumed].flat())
          answers.push({ isRead: READS.has(commandName ?? ''), capacity });
        return answer;
      },
    { step: 'initialize', name: 'meter' },
  );
  return {
    async measure(run) {
      answers = [];
      await run();
      const sum = (isRead: boolean) =>
        answers
          .filter((answer) => answer.isRead === isRead)
          .reduce((total, { capacity }) => total + (capacity.CapacityUnits ?? 0), 0);
      return { writes: sum(false), reads: sum(true), written: breakdown(answers) };
    },
  };
}

function breakdown(
  answers: readonly { readonly isRead: boolean; readonly capacity: ConsumedCapacity }[],
): Readonly<Record<string, number>> {
  const written: Record<string, number> = {};
  for (const { isRead, capacity } of answers) {
    if (isRead) continue;
    const indexes = { ...capacity.LocalSecondaryIndexes, ...capacity.GlobalSecondaryIndexes };
    const parts: [string, number | undefined][] = [
      [`${capacity.TableName}`, capacity.Table?.CapacityUnits],
      ...Object.entries(indexes).map(
        ([index, units]) =>
          [`${capacity.TableName}.${index}`, units.CapacityUnits] as [string, number | undefined],
      ),
    ];
    for (const [name, units = 0] of parts) if (units > 0) written[name] = (written[name] ?? 0) + units;
  }
  return written;
}
