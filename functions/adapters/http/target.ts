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

/** Feeds on other ports are rare, and a reader that asks anywhere is a port scanner for whoever can name a feed. */
const PORTS: readonly string[] = ['', '80', '443'];

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** @param allowOrigins Exact origins that may be asked on any port, on loopback and nowhere else. */
export async function targetOf(
  url: URL,
  { allowOrigins, resolve }: { readonly allowOrigins: readonly string[]; readonly resolve: Resolve },
): Promise<Target> {
  const isLocal = allowOrigins.includes(url.origin);
  const refusal = refusalOf(url, isLocal);
  if (refusal) return { kind: 'forbidden', detail: refusal };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [host] : await resolveOr(host, resolve);
  if (found.length === 0) return { kind: 'unreachable', detail: `The name ${host} could not be found.` };
  const addresses = found.filter(isLocal ? isLoopback : isPublicAddress);
  if (addresses.length > 0) return { kind: 'target', url, addresses };
  return { kind: 'forbidden', detail: `${host} is at a private address, which feeds may not be read from.` };
}

function refusalOf({ protocol, username, password, port }: URL, isLocal: boolean): string | undefined {
  if (protocol !== 'http:' && protocol !== 'https:') return 'Only http and https addresses can be read.';
  if (username !== '' || password !== '') return 'The address holds a user name or password.';
  return isLocal || PORTS.includes(port) ? undefined : `Feeds are read on ports 80 and 443, not on ${port}.`;
}

async function resolveOr(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}
