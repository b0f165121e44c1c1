import { expect, it } from 'vitest';
import type { LevelWrite } from '../../../../infra/local/dynamodb/engine.ts';
import { createGroupCommit } from '../../../../infra/local/dynamodb/group-commit.ts';

const put = (key: string): LevelWrite => ({ type: 'put', key, value: key });
const keysOf = (writes: readonly LevelWrite[]) => writes.map(({ key }) => key).join('');

/** A disk whose writes end when the test says so, one after the other. */
function slowDisk() {
  const written: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  return {
    written,
    end: (error?: Error) => ends.shift()?.(error),
    level: {
      batch(writes: readonly LevelWrite[]): Promise<void> {
        written.push(keysOf(writes));
        return new Promise((resolve, reject) => {
          ends.push((error) => (error ? reject(error) : resolve()));
        });
      },
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('writes together what comes while the disk is busy, and answers none before its write is done', async () => {
  const { level, written, end } = slowDisk();
  const write = createGroupCommit(level);
  const answered: string[] = [];
  const send = (key: string) => void write([put(key)]).then(() => answered.push(key));
  send('a');
  await turn();
  for (const key of ['b', 'c', 'd']) send(key);
  await turn();
  expect(written).toEqual(['a']);
  end();
  await turn();
  expect(written).toEqual(['a', 'bcd']);
  expect(answered).toEqual(['a']);
  end();
  await turn();
  expect(answered).toEqual(['a', 'b', 'c', 'd']);
});

it('fails what was written together, and nothing that comes later', async () => {
  const { level, end } = slowDisk();
  const write = createGroupCommit(level);
  const first = expect(write([put('a')])).rejects.toThrow('disk full');
  await turn();
  const second = write([put('b')]);
  end(new Error('disk full'));
  await first;
  await turn();
  end();
  await second;
});
