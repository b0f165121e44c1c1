/**
 * How often mail that anybody can ask for may go to one address, be asked for from one network, and go out in all.
 * Counters are keyed by a hash that tells neither address nor network, and count before anything is sent.
 */
import { capKey } from '../domain/email/address.ts';
import { counterKey } from '../domain/token/address-key.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import type { Cap } from '../ports/store/requests.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * To one address: two in a quarter of an hour, so that somebody who mends a rule gets a second mail; three a day,
 * so that nobody can be flooded from many networks; five while a request lives.
 */
const PER_ADDRESS = [
  { name: 'soon', max: 2, windowMs: 15 * MINUTE },
  { name: 'day', max: 3, windowMs: DAY },
  { name: 'life', max: 5, windowMs: 7 * DAY },
];
const PER_NETWORK = { max: 10, windowMs: HOUR };
const PER_DOMAIN = { max: 50, windowMs: HOUR };
/** Confirmations may take a tenth of the day's mail, but never fewer than a sandbox account can test with. */
const SHARE_OF_QUOTA = 0.1;
const LEAST_IN_ALL = 20;
/** Domains of mailbox providers: their addresses belong to many people, so a cap on them would shut out strangers. */
const PROVIDERS = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.jp icloud.com me.com ' +
    'aol.com gmx.de gmx.net web.de t-online.de mail.ru yandex.ru proton.me protonmail.com fastmail.com qq.com ' +
    '163.com 126.com naver.com orange.fr free.fr laposte.net libero.it seznam.cz wp.pl o2.pl'
  ).split(' '),
);

export type Asker = {
  readonly address: string;
  /** Of the person who asks, undefined on the machine itself: then only what protects the address counts. */
  readonly network?: string | undefined;
};

/** Caps on confirmations, those on the asker first: a full one must not use up what others count on. */
export function signUpCaps(keyring: Keyring, asker: Asker, dailyQuota: number): readonly Cap[] {
  return [
    ...networkCaps(keyring, asker.network),
    ...addressCaps(keyring, 'confirm', asker.address),
    ...(asker.network === undefined ? [] : domainCaps(keyring, asker.address)),
    ...inAll(dailyQuota),
  ];
}

/** Caps on mailed manage links. They go to subscribers only, so there are never more than these allow each. */
export function manageCaps(keyring: Keyring, asker: Asker): readonly Cap[] {
  return [...networkCaps(keyring, asker.network), ...addressCaps(keyring, 'manage', asker.address)];
}

/** Whether the full cap protects an address. Nobody is told of it, since that would tell who else asked. */
export function isOnAddress(key: string): boolean {
  return key.startsWith('address_');
}

function networkCaps(keyring: Keyring, network: string | undefined): readonly Cap[] {
  return network === undefined ? [] : [{ key: counterKey(keyring, 'network', network), ...PER_NETWORK }];
}

function addressCaps(keyring: Keyring, mail: string, address: string): readonly Cap[] {
  return PER_ADDRESS.map(({ name, ...cap }) => ({
    key: counterKey(keyring, `address_${mail}_${name}`, capKey(address)),
    ...cap,
  }));
}

function domainCaps(keyring: Keyring, address: string): readonly Cap[] {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return PROVIDERS.has(domain) ? [] : [{ key: counterKey(keyring, 'domain', domain), ...PER_DOMAIN }];
}

function inAll(dailyQuota: number): readonly Cap[] {
  if (!Number.isFinite(dailyQuota)) return [];
  const max = Math.max(LEAST_IN_ALL, Math.floor(dailyQuota * SHARE_OF_QUOTA));
  return [{ key: 'confirmations', max, windowMs: DAY }];
}
