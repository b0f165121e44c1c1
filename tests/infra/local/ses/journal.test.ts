import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openJournal } from '../../../../infra/local/ses/journal.ts';
import { folderForTest } from './support.ts';

const mailOf = (number: number) => ({
  ...{ id: `m${number}`, at: number, from: 'a@example.com', to: ['b@example.com'] },
  ...{ subject: 'x', bytes: 3, tags: [] },
});

it('a journal keeps the newest 5,000 mails with what is said of them when it is opened', async () => {
  const path = join(await folderForTest(), 'mail.jsonl');
  const lines = Array.from({ length: 5_002 }, (_, number) => {
    const line = { mail: mailOf(number), raw: 'bWFpbA==', events: [{ id: `e${number}`, body: '{}' }] };
    return `${JSON.stringify(line)}\n${JSON.stringify({ delivered: `e${number}` })}\n`;
  });
  await appendFile(path, lines.join(''));
  const journal = await openJournal(path);
  expect([journal.mails().length, journal.mails()[0]?.id]).toEqual([5_000, 'm2']);
  expect(journal.undelivered()).toEqual([]);
  expect((await journal.raw('m5001'))?.toString()).toBe('mail');
  await journal.close();
});

it('a file that is no journal is refused with its first words', async () => {
  const path = join(await folderForTest(), 'mail.jsonl');
  await appendFile(path, 'Dear diary\n');
  await expect(openJournal(path)).rejects.toThrow('Dear diary');
});
