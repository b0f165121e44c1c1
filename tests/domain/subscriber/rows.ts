/** Makers of subscribers, rules and requests for the tests of this folder. */
import type { RequestedRule, SignUpRequest } from '../../../functions/domain/subscriber/request.ts';
import type {
  Held,
  Settings,
  Subscriber,
  SubscriberRule,
} from '../../../functions/domain/subscriber/subscriber.ts';

export const NOW = Date.parse('2026-05-20T12:00:00Z');
export const HOUR = 3_600_000;

export const DAILY: Settings = { cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' };

export function asked(text: string, id = `id-${text}`): RequestedRule {
  return { id, text, pattern: `pattern-${text}`, canonical: text };
}

export function rule(text: string, over: Partial<SubscriberRule> = {}): SubscriberRule {
  return { ...asked(text), lane: 'daily', start: NOW - 24 * HOUR, ...over };
}

export function subscriber(over: Partial<Subscriber> = {}): Subscriber {
  return {
    sid: 's1',
    state: 'active',
    address: 'sealed',
    addressHash: 'hash',
    settings: DAILY,
    lanes: { daily: { cursor: NOW - 4 * HOUR, next: NOW + 20 * HOUR } },
    gen: 1,
    ver: 7,
    due: NOW + 20 * HOUR,
    missed: [],
    mails: 3,
    since: NOW - 240 * HOUR,
    refusals: 0,
    ...over,
  };
}

export function held(over: Partial<Subscriber> = {}, ...rules: readonly SubscriberRule[]): Held {
  return { subscriber: subscriber(over), rules };
}

export function request(over: Partial<SignUpRequest> = {}): SignUpRequest {
  return {
    tokenHash: 'token',
    sid: 's1',
    address: 'sealed anew',
    addressHash: 'hash',
    rules: [asked('Arctic')],
    settings: DAILY,
    consent: 'Yes.',
    cookieHash: '',
    codeHash: '',
    tries: 0,
    state: 'open',
    at: NOW - HOUR,
    expiresAt: NOW + HOUR,
    ...over,
  };
}
