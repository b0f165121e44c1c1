/**
 * Applies a confirmed request: makes the subscriber, or adds rules and settings to the one there is. Somebody who left
 * or bounced and now proved the mailbox starts afresh: the old rules go, the same row becomes active again.
 */
import { type Admission, admit } from './add-rules.ts';
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import { movesTo } from './change-settings.ts';
import { dueOf, lanesUnder } from './lanes.ts';
import type { SignUpRequest } from './request.ts';
import type { Held, Settings, Subscriber } from './subscriber.ts';
import { isLive, MAX_RULE_ROWS } from './subscriber.ts';

export type Confirmation = Admission & { readonly change: SubscriberChange };

/** @param held The subscriber of the request's address as read; undefined when there is none. */
export function confirmRequest(held: Held | undefined, request: SignUpRequest, now: number): Confirmation {
  if (held && (held.subscriber.state === 'active' || held.subscriber.state === 'paused')) {
    return addToSubscriber(held, request, now);
  }
  return startAfresh(held, request, now);
}

function addToSubscriber(held: Held, request: SignUpRequest, now: number): Confirmation {
  const settings = affordable(held, request.settings, now);
  const { ended, moved } = movesTo(settings.cadence, held, now);
  const endedIds = new Set(ended.map((rule) => rule.id));
  const kept = held.rules.filter((rule) => !endedIds.has(rule.id));
  const admission = admit([...kept, ...ended, ...moved], request.rules, settings.cadence, now);
  const lanes = lanesUnder(settings, held.subscriber, now);
  const subscriber: Subscriber = {
    ...held.subscriber,
    state: 'active',
    address: request.address,
    settings,
    lanes,
    due: dueOf({ ...held.subscriber, lanes }),
  };
  const put = [...ended, ...moved, ...admission.added];
  return { ...admission, change: changeOf(held, { subscriber, put, at: now }) };
}

/** The settings asked for; with the cadence as it is when moving the rules would exceed MAX_RULE_ROWS. */
function affordable(held: Held, asked: Settings, now: number): Settings {
  const { moved } = movesTo(asked.cadence, held, now);
  if (held.rules.length + moved.length <= MAX_RULE_ROWS) return asked;
  return { ...asked, cadence: held.subscriber.settings.cadence };
}

function startAfresh(held: Held | undefined, request: SignUpRequest, now: number): Confirmation {
  const { settings } = request;
  const left = (held?.rules ?? []).filter(isLive);
  const admission = admit([], request.rules, settings.cadence, now);
  const lanes = lanesUnder(settings, undefined, now);
  const open = held?.subscriber.open;
  const subscriber: Subscriber = {
    sid: held?.subscriber.sid ?? request.sid,
    state: 'active',
    address: request.address,
    addressHash: request.addressHash,
    settings,
    lanes,
    ...(open && { open }),
    gen: (held?.subscriber.gen ?? 0) + 1,
    ver: 0,
    due: open ? held.subscriber.due : dueOf({ lanes, due: now }),
    missed: [],
    mails: held?.subscriber.mails ?? 0,
    since: now,
    refusals: 0,
  };
  const remove = left.map((rule) => rule.id);
  return { ...admission, change: changeOf(held, { subscriber, put: admission.added, remove, at: now }) };
}
