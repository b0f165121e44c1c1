import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseSesEvent } from '../../../../functions/domain/email/ses-event.ts';
import { folderForTest, sesForTest } from './support.ts';

const ROUNDS = 3;
/** Answers after which a round is killed: with six senders, others are then under way. */
const ANSWERS = 20;
const SENDER = fileURLToPath(new URL('crash-sender.ts', import.meta.url));

/** Lets it send, kills it in the middle, and returns what it said before. */
async function sendAndKill(dataDir: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', SENDER, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.filter((one) => one.startsWith('accepted')).length === ANSWERS) child.kill('SIGKILL');
  }
  await ended;
  return said;
}

it('loses no accepted mail and no event, however often it is killed', async () => {
  const dataDir = await folderForTest();
  for (let round = 0; round < ROUNDS; round++) {
    const said = await sendAndKill(dataDir);
    const ids = said.filter((line) => line.startsWith('accepted')).map((line) => line.slice(9));
    const told = new Set(said.filter((line) => line.startsWith('event')).map((line) => line.slice(6)));
    const { ses } = await sesForTest({
      dataDir,
      onEvent: (body) => told.add(parseSesEvent(body)?.eventId ?? ''),
    });
    await ses.settled();
    const kept = new Set(ses.mails().map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(ANSWERS);
    expect(ids.filter((id) => !kept.has(id))).toEqual([]);
    const due = ids.flatMap((id) => [`Send:${id}`, `${id}-bounce@simulator.amazonses.com`]);
    expect(due.filter((id) => !told.has(id))).toEqual([]);
    await ses.close();
  }
}, 60_000);
