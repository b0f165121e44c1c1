/**
 * Decides where a request may go, before a socket is opened: scheme, port, credentials, and every address that the
 * host's name stands for. The addresses found here are the ones connected to, so a name cannot change its mind.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** IP addresses of a host name. Rejects when there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type Target =
  | { readonly kind: 'target'; readonly url: URL; readonly addresses: readonly string[] }
  | { readonly kind: 'forbidden' | 'unreachable'; readonly detail: string };

/** Ports of other protocols above 1023 that browsers refuse too (WHATWG Fetch, "bad port"). */
const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** @param allowOrigins Exact origins on loopback that may be asked all the same. */
export async function targetOf(
  url: URL,
  { allowOrigins, resolve }: { readonly allowOrigins: readonly string[]; readonly resolve: Resolve },
): Promise<Target> {
  const refusal = refusalOf(url);
  if (refusal) return { kind: 'forbidden', detail: refusal };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [host] : await resolveOr(host, resolve);
  if (found.length === 0) return { kind: 'unreachable', detail: `The name ${host} could not be found.` };
  const isAllowed = allowOrigins.includes(url.origin) ? isLoopback : isPublicAddress;
  const addresses = found.filter(isAllowed);
  if (addresses.length > 0) return { kind: 'target', url, addresses };
  return { kind: 'forbidden', detail: `${host} is at a private address, which feeds may not be read from.` };
}

function refusalOf(url: URL): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return 'Only http and https addresses can be read.';
  if (url.username !== '' || url.password !== '') return 'The address holds a user name or password.';
  const port = Number(url.port || 443);
  const isWeb = port === 80 || port === 443 || (port > 1023 && !BAD_PORTS.has(port));
  return isWeb ? undefined : `Port ${port} does not serve feeds.`;
}

async function resolveOr(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}
