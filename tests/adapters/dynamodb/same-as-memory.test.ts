/** The tests' store is a fair stand-in: random calls in random order give the same answers and rows in both. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../support/memory-store.ts';
import { type Call, calls, type Run, shown } from '../store/random-calls.ts';
import { openStore } from './open-store.ts';

/** Each run makes some 40 calls over HTTP. 300 runs were made when this was written. */
const RUNS = 12;

describe('the memory store and the DynamoDB store', () => {
  it('answer every sequence of calls alike', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (sequence) => {
        const memory: Run = { store: createMemoryStore(), remembered: new Map() };
        const { store, close } = await openStore();
        const dynamo: Run = { store, remembered: new Map() };
        for (const call of sequence) {
          const [expected, got] = [await answerOf(call, memory), await answerOf(call, dynamo)];
          expect({ [call.name]: got }).toEqual({ [call.name]: expected });
        }
        expect(await shown(dynamo.store)).toEqual(await shown(memory.store));
        await close();
      }),
      { numRuns: RUNS },
    );
  });
});

async function answerOf({ make }: Call, run: Run): Promise<unknown> {
  return make(run);
}
