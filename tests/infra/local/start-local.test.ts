import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listFeeds } from '../../../functions/pipeline/feeds.ts';
import type { LocalConfig } from '../../../infra/local/config.ts';
import { type LocalService, type Overrides, startLocal } from '../../../infra/local/start-local.ts';
import { connect } from '../../../infra/operator/connect.ts';
import { newFolder } from './folder.ts';

const config = (dataDir: string, over: Partial<LocalConfig> = {}): LocalConfig => ({
  ...{ port: 0, dataDir, demo: true, allowOrigins: [], speed: 60, mail: { kind: 'inbox' } },
  ...over,
});

async function started(
  dataDir: string,
  over?: Partial<LocalConfig>,
  overrides: Overrides = {},
): Promise<LocalService> {
  const result = await startLocal(config(dataDir, over), { print: () => {}, ...overrides });
  if (result.kind === 'refused') throw new Error(result.message);
  onTestFinished(() => result.service.close(0));
  return result.service;
}

const json = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;

describe('a local service', () => {
  it('writes where it is reached, answers with its pid, and takes the file away when it ends', async () => {
    const dataDir = await newFolder();
    const { running, close } = await started(dataDir);
    expect(JSON.parse(await readFile(join(dataDir, 'local.json'), 'utf8'))).toEqual(running);
    expect(await json(`${running.url}/healthz`)).toEqual({ status: 'ok', pid: process.pid });
    await close(0);
    await expect(stat(join(dataDir, 'local.json'))).rejects.toThrow('ENOENT');
  });

  it('begins with sending on and sign-up open, and keeps what was set later', async () => {
    const dataDir = await newFolder();
    const first = await started(dataDir);
    expect(await json(`${first.running.url}/status.json`)).toMatchObject({
      feeds: 1,
      send: 'on',
      signUp: 'open',
    });
    const connection = await connect({ DATA_DIR: dataDir }, '/');
    if (connection.kind === 'problem') throw new Error(connection.problem.message);
    const { service } = connection;
    expect(service.where).toBe(`the service at ${first.running.url}`);
    await service.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'closed' });
    await service.close();
    await first.close(0);
    const second = await started(dataDir);
    expect(await json(`${second.running.url}/status.json`)).toMatchObject({ send: 'off', signUp: 'closed' });
  });

  it('refuses a second start on its folder, and names itself', async () => {
    const dataDir = await newFolder();
    const { running } = await started(dataDir);
    const second = await startLocal(config(dataDir));
    expect(second).toEqual({
      kind: 'refused',
      message: expect.stringContaining(`${running.url}, pid ${running.pid}.`),
    });
    expect(await json(`${running.url}/healthz`)).toMatchObject({ pid: running.pid });
  });

  it('leaves the folder free when its port is taken', async () => {
    const { running } = await started(await newFolder());
    const dataDir = await newFolder();
    const port = Number(new URL(running.url).port);
    expect(await startLocal(config(dataDir, { port }))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(`Port ${port} is taken`),
    });
    await started(dataDir);
  });

  it('refuses a list of feeds that is not there before it opens anything', async () => {
    const dataDir = join(await newFolder(), 'data');
    expect(await startLocal(config(dataDir, { feeds: '/no/such.opml' }))).toMatchObject({ kind: 'refused' });
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });

  it('keeps mail on this machine and shows it', async () => {
    const { running } = await started(await newFolder());
    const form = new URLSearchParams({ address: 'reader@example.com', rules: 'Arctic' });
    const response = await fetch(`${running.url}/subscribe`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(await (await fetch(`${running.url}/subscribe/sent`)).text()).toContain(
      `href="${running.url}/inbox"`,
    );
    expect(await json(`${running.url}/inbox.json`)).toEqual([
      expect.objectContaining({
        to: 'reader@example.com',
        subject: expect.any(String),
        at: expect.any(String),
      }),
    ]);
  });

  it('lets a test stand in the way of store, mailer and fetcher', async () => {
    const asked: string[] = [];
    const wrapped: string[] = [];
    let polled: () => void = () => {};
    const once = new Promise<void>((resolve) => {
      polled = resolve;
    });
    await started(
      await newFolder(),
      {},
      {
        store(store) {
          wrapped.push('store');
          return store;
        },
        mailer(mailer) {
          wrapped.push('mailer');
          return mailer;
        },
        fetcher: (fetcher) => ({
          fetch(request) {
            asked.push(new URL(request.url).pathname);
            polled();
            return fetcher.fetch(request);
          },
        }),
      },
    );
    await once;
    expect(wrapped).toEqual(['store', 'mailer']);
    expect(asked).toEqual(['/demo/feed.xml']);
  });

  it('reads its own demonstration feed, and no other address of this machine', async () => {
    const dataDir = await newFolder();
    const lines: string[] = [];
    let polled: () => void = () => {};
    const once = new Promise<void>((resolve) => {
      polled = resolve;
    });
    const print = (line: string) => {
      lines.push(line);
      polled();
    };
    await started(dataDir, {}, { print });
    await once;
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d polled 1 feed: 0 new articles, 0 matches$/);
    const connection = await connect({ DATA_DIR: dataDir }, '/');
    if (connection.kind === 'problem') throw new Error(connection.problem.message);
    expect(await listFeeds(connection.service)).toMatchObject([
      { outcome: 'ok', title: 'Watchword demonstration news' },
    ]);
    await connection.service.close();
  });
});
