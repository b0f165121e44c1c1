/** The network that a client belongs to, for counting attempts: people change addresses within one at will. */
import { isIPv4, isIPv6 } from 'node:net';

/** What is counted together when nobody knows where a request comes from. */
const UNKNOWN = 'unknown';

/** The /24 or /64 of an address; undefined for the machine itself, on which nothing is counted. */
export function networkOf(ip: string | undefined): string | undefined {
  const address = ip?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
  if (isIPv4(address)) return address.startsWith('127.') ? undefined : address.replace(/\.\d+$/, '.0/24');
  if (!isIPv6(address)) return UNKNOWN;
  const groups = groupsOf(address);
  return groups.slice(0, 7).every((group) => group === 0) && groups[7] === 1
    ? undefined
    : `${groups
        .slice(0, 4)
        .map((group) => group.toString(16))
        .join(':')}::/64`;
}

/** The eight groups of an IPv6 address that `isIPv6` accepted. */
function groupsOf(address: string): readonly number[] {
  // The URL parser writes the shortest form, without dotted decimals.
  const [front = '', back] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = front === '' ? [] : front.split(':');
  const right = back === undefined || back === '' ? [] : back.split(':');
  const gap = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16));
}
