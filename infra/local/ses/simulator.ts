/** SES's mailbox simulator: addresses whose mail ends in one way each, whatever stands after a `+`. */

export type Fate = 'delivered' | 'bounced' | 'complained' | 'away' | 'suppressed';

const FATES = new Map<string, Fate>([
  ['success', 'delivered'],
  ['bounce', 'bounced'],
  ['complaint', 'complained'],
  ['ooto', 'away'],
  ['suppressionlist', 'suppressed'],
]);
const DOMAIN = '@simulator.amazonses.com';

export function isSimulated(address: string): boolean {
  return address.toLowerCase().endsWith(DOMAIN);
}

/** How mail to an address ends. Every other address stands for a mailbox of this machine: it is delivered. */
export function fateOf(address: string): Fate {
  if (!isSimulated(address)) return 'delivered';
  const local = address.slice(0, -DOMAIN.length).toLowerCase().replace(/\+.*/, '');
  return FATES.get(local) ?? 'delivered';
}
