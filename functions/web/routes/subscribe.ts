/** `/` and `/subscribe`: the form, what is wrong with it, and the sign-up. */
import { parseAddress } from '../../domain/email/address.ts';
import { schedule } from '../../domain/email/texts-en.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import { readRules } from '../../domain/subscriber/read-rules.ts';
import { readSettings } from '../../domain/subscriber/read-settings.ts';
import { MAX_RULES_PER_REQUEST, type Settings } from '../../domain/subscriber/subscriber.ts';
import { type SignUp, signUp } from '../../pipeline/sign-up.ts';
import { applyFix } from '../apply-fix.ts';
import type { WebDeps } from '../deps.ts';
import { networkOf } from '../network.ts';
import { FIX } from '../pages/field-errors.ts';
import { checkMailPage, closedPage, type SubscribeForm, subscribePage } from '../pages/subscribe-page.ts';
import type { Form } from '../read-form.ts';
import { respondErrors, respondPage, seeOther, type WebContext, wantsJson } from '../respond.ts';
import { readSignUpCookie, writeSignUpCookie } from '../sign-up-cookie.ts';
import { BUSY, type Unsent } from '../unsent.ts';

/** Where a sign-up leads, known and unknown addresses alike. */
export const AFTER_SIGN_UP = '/subscribe/sent';

export async function showSubscribe(context: WebContext, deps: WebDeps): Promise<Response> {
  const settings = await deps.store.sending.settings();
  const page = settings?.signUp === 'open' ? subscribePage({ typed: NOTHING, errors: [] }) : closedPage();
  return respondPage(context, deps, 200, page);
}

export async function showSubscribeSent(context: WebContext, deps: WebDeps): Promise<Response> {
  return respondPage(context, deps, 200, checkMailPage(deps.inbox));
}

export async function postSubscribe(context: WebContext, deps: WebDeps, form: Form): Promise<Response> {
  const typed = typedIn(form);
  const read = readSignUp(typed);
  const pressed = form.get(FIX);
  if (pressed !== undefined) return showFixed(context, deps, typed, read.errors, pressed);
  if (!read.asked) return refuse(context, deps, typed, read.errors);

  const https = deps.sender.baseUrl.startsWith('https:');
  const network = networkOf(context.env.ip);
  const result = await signUp(deps, { ...read.asked, network, cookie: readSignUpCookie(context, https) });
  switch (result.kind) {
    case 'asked':
      writeSignUpCookie(context, https, result.cookie);
      return seeOther(context, AFTER_SIGN_UP);
    case 'closed':
      return wantsJson(context)
        ? respondErrors(context, 403, [{ kind: 'closed', message: 'Sign-up is closed.' }])
        : respondPage(context, deps, 403, closedPage());
    default:
      return notSent(context, deps, typed, BUSY[result.kind]);
  }
}

const NOTHING: SubscribeForm = {
  address: undefined,
  rules: undefined,
  cadence: undefined,
  hour: undefined,
  weekday: undefined,
  zone: undefined,
};

function typedIn(form: Form): SubscribeForm {
  const names = Object.keys(NOTHING) as (keyof SubscribeForm)[];
  return Object.fromEntries(names.map((name) => [name, form.get(name)]));
}

/** Everything that is wrong at once, in the order of the page. */
function readSignUp(typed: SubscribeForm): {
  readonly errors: readonly FieldError[];
  readonly asked?: Pick<SignUp, 'address' | 'rules' | 'settings' | 'consent'>;
} {
  const rules = readRules({ field: 'rules', text: typed.rules ?? '', most: MAX_RULES_PER_REQUEST });
  const address = parseAddress(typed.address ?? '');
  const settings = readSettings(typed);
  const errors: FieldError[] = [
    ...(rules.kind === 'invalid' ? rules.errors : []),
    ...(address.kind === 'invalid'
      ? [
          {
            field: 'address',
            kind: 'invalid-address',
            message: address.message,
            expected: 'name@example.com',
          },
        ]
      : []),
    ...(settings.kind === 'invalid' ? settings.errors : []),
  ];
  if (rules.kind !== 'ok' || address.kind !== 'ok' || settings.kind !== 'ok') return { errors };
  const consent = consentTo(settings.settings);
  return { errors, asked: { address: address.address, rules: rules.rules, ...settings, consent } };
}

/** The sentence that is agreed to by confirming, and kept. */
function consentTo(settings: Settings): string {
  return `By confirming you ask for mail about these rules, ${schedule(settings)}, until you unsubscribe.`;
}

function refuse(
  context: WebContext,
  deps: WebDeps,
  typed: SubscribeForm,
  errors: readonly FieldError[],
): Response {
  if (wantsJson(context)) return respondErrors(context, 422, errors);
  return respondPage(context, deps, 422, subscribePage({ typed, errors }));
}

/** Shows the form with the remedy in place; nothing is sent before the person has seen it. */
function showFixed(
  context: WebContext,
  deps: WebDeps,
  typed: SubscribeForm,
  errors: readonly FieldError[],
  pressed: string,
): Response {
  const fixed = {
    ...typed,
    rules: applyFix('rules', typed.rules ?? '', pressed, errors),
    zone: applyFix('zone', typed.zone ?? '', pressed, errors),
  };
  return respondPage(context, deps, 200, subscribePage({ typed: fixed, errors: readSignUp(fixed).errors }));
}

function notSent(context: WebContext, deps: WebDeps, typed: SubscribeForm, unsent: Unsent): Response {
  context.header('retry-after', String(unsent.retryAfterS));
  if (wantsJson(context)) return respondErrors(context, unsent.status, [unsent]);
  return respondPage(
    context,
    deps,
    unsent.status,
    subscribePage({ typed, errors: [], notice: unsent.message }),
  );
}
