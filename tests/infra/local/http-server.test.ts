import { expect, it, onTestFinished } from 'vitest';
import { listen } from '../../../infra/local/http-server.ts';

async function listening(port = 0) {
  const result = await listen(port);
  if (result.kind === 'refused') throw new Error(result.reason);
  onTestFinished(() => result.server.close(0));
  return result.server;
}

it('lets requests wait until there is a site', async () => {
  const server = await listening();
  const early = fetch(`${server.url}/early`);
  server.serve(async (request) => new Response(new URL(request.url).pathname));
  expect(await (await early).text()).toBe('/early');
});

it('tells the site who asks, by the connection', async () => {
  const server = await listening();
  server.serve(async (_, { ip }) => new Response(ip));
  const headers = { 'X-Forwarded-For': '203.0.113.1' };
  expect(await (await fetch(server.url, { headers })).text()).toBe('127.0.0.1');
});

it('says what to do when the port is taken', async () => {
  const { url } = await listening();
  const port = Number(new URL(url).port);
  expect(await listen(port)).toEqual({
    kind: 'refused',
    reason: `Port ${port} is taken by another program. Choose another: PORT=8081 npm start, or PORT=0 for any free one.`,
  });
});

it('cuts off a request that is not answered in time', async () => {
  const server = await listening();
  server.serve(() => new Promise(() => {}));
  const hanging = fetch(server.url).catch((error: unknown) => error);
  await server.close(20);
  expect(await hanging).toBeInstanceOf(TypeError);
});
