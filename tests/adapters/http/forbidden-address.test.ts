import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { aFetcher, aHost } from './a-host.ts';

const PUBLIC = '93.184.215.14';
const named = (...addresses: readonly string[]) =>
  aFetcher({ resolve: async () => addresses, timeoutMs: 2_000 });

describe('an address that feeds may not be read from', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
    'http://127.0.0.1./',
    'http://0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://10.0.0.1/',
    'http://user:secret@news.example/',
    'ftp://news.example/',
    'file:///etc/passwd',
    'http://news.example:22/',
    'http://news.example:8080/',
    'nonsense',
  ])('%s is refused by the real connector', async (url) => {
    const result = await named(PUBLIC).fetch({ url, validators: {} });
    expect(result).toMatchObject({ kind: 'failed', how: 'forbidden' });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('is one whose name stands for private addresses only', async () => {
    expect(await named('10.0.0.1', '::1').fetch({ url: 'http://news.example/', validators: {} })).toEqual({
      kind: 'failed',
      how: 'forbidden',
      detail: 'news.example is at a private address, which feeds may not be read from.',
    });
  });

  it('is an allowed origin whose name leads away from this machine', async () => {
    const fetcher = aFetcher({ allowOrigins: ['http://localhost:8001'], resolve: async () => [PUBLIC] });
    expect(await fetcher.fetch({ url: 'http://localhost:8001/', validators: {} })).toMatchObject({
      how: 'forbidden',
    });
  });
});

describe('a name', () => {
  it('is looked up once, and its connection goes to the address that was checked', async () => {
    let host: string | undefined;
    const { port } = new URL(
      await aHost((request, response) => {
        host = request.headers.host;
        response.end('<rss/>');
      }),
    );
    const origin = `http://demo.example:${port}`;
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const resolve = async () => answers.shift() ?? [];
    const result = await aFetcher({ allowOrigins: [origin], resolve }).fetch({ url: origin, validators: {} });
    expect(result).toMatchObject({ kind: 'modified' });
    expect(host).toBe(`demo.example:${port}`);
    expect(answers).toHaveLength(1);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === '::1'),
  );
  it.skipIf(!hasIpv6)(
    'is asked nothing when its connection ends elsewhere than at the address checked',
    async () => {
      let asked = 0;
      const { port } = new URL(
        await aHost((_, response) => {
          asked += 1;
          response.end();
        }, '::1'),
      );
      const origin = `http://demo.example:${port}`;
      // The long spelling stands for an answer that leads to another address than it says.
      const resolve = async () => ['0:0:0:0:0:0:0:1'];
      expect(
        await aFetcher({ allowOrigins: [origin], resolve }).fetch({ url: origin, validators: {} }),
      ).toEqual({
        kind: 'failed',
        how: 'forbidden',
        detail: 'The host led to another address than its name stands for.',
      });
      expect(asked).toBe(0);
    },
  );

  it('that is not known is said to be', async () => {
    const fetcher = aFetcher({ resolve: async () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await fetcher.fetch({ url: 'http://news.example/', validators: {} })).toEqual({
      kind: 'failed',
      how: 'unreachable',
      detail: 'The name news.example could not be found.',
    });
  });

  it('that is not found in time is given up', async () => {
    const fetcher = aFetcher({ timeoutMs: 100, resolve: () => new Promise(() => undefined) });
    expect(await fetcher.fetch({ url: 'http://news.example/', validators: {} })).toEqual({
      kind: 'failed',
      how: 'timeout',
      detail: 'The name of the host could not be found in time.',
    });
  });
});
