/** `/manage/T`: rules and settings of a subscriber, and the forms that change them. */
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import { isLive } from '../../domain/subscriber/subscriber.ts';
import { mintUnsubscribe } from '../../domain/token/link-token.ts';
import { openAddress } from '../../domain/token/seal.ts';
import { manage } from '../../pipeline/manage.ts';
import { type OpenedLink, openManageLink } from '../../pipeline/manage-link.ts';
import { applyFix } from '../apply-fix.ts';
import type { WebDeps } from '../deps.ts';
import { outcomeError, postedIn, readAct, UNKNOWN_ACTION } from '../manage-form.ts';
import { FIX } from '../pages/field-errors.ts';
import { managePage, manageProblemPage, type PostedForm } from '../pages/manage-page.ts';
import type { Form } from '../read-form.ts';
import { respondErrors, respondPage, type Status, seeOther, type WebContext, wantsJson } from '../respond.ts';

const LINK_STATUS = { 'cut-off': 404, unknown: 404, expired: 410, ended: 410 } as const;
/** What `?done=` may say; anything else says nothing. */
const DONE: Readonly<Record<string, string>> = {
  add: 'Added. What is new from now on comes with the next mail.',
  edit: 'Saved. What the old wording found until now still comes.',
  end: 'Ended. What it found until now still comes with the next mail.',
  settings: 'Saved.',
};

export async function showManage(context: WebContext, deps: WebDeps): Promise<Response> {
  const opened = await openManageLink(deps, tokenOf(context));
  if (opened.kind !== 'open') return linkProblem(context, deps, opened.kind);
  const done = context.req.query('done') ?? '';
  return showRules(context, deps, 200, opened, {
    errors: [],
    done: Object.hasOwn(DONE, done) ? DONE[done] : undefined,
  });
}

export async function postManage(context: WebContext, deps: WebDeps, form: Form): Promise<Response> {
  const token = tokenOf(context);
  const opened = await openManageLink(deps, token);
  if (opened.kind !== 'open') return linkProblem(context, deps, opened.kind);
  const posted = postedIn(form);
  if (!posted) return refuse(context, deps, opened, [UNKNOWN_ACTION]);
  const { act, errors } = readAct(posted, opened.held.subscriber.settings);
  const pressed = form.get(FIX);
  if (pressed !== undefined) return showFixed(context, deps, opened, posted, errors, pressed);
  if (!act) return refuse(context, deps, opened, errors, posted);

  const result = await manage(deps, token, act);
  switch (result.kind) {
    case 'done':
      return seeOther(context, `/manage/${token}?done=${act.kind}`);
    case 'over':
    case 'unknown-rule':
    case 'full':
      return refuseAgain(context, deps, posted, outcomeError(result, posted));
    default:
      return linkProblem(context, deps, result.kind);
  }
}

function tokenOf(context: WebContext): string {
  return context.req.param('token') ?? '';
}

type Opened = Extract<OpenedLink, { kind: 'open' }>;

function refuse(
  context: WebContext,
  deps: WebDeps,
  opened: Opened,
  errors: readonly FieldError[],
  posted?: PostedForm,
): Response | Promise<Response> {
  if (wantsJson(context)) return respondErrors(context, 422, errors);
  return showRules(context, deps, 422, opened, { errors, posted });
}

/** After a change that was made in part, or not at all: the page as it stands now. */
async function refuseAgain(
  context: WebContext,
  deps: WebDeps,
  posted: PostedForm,
  error: FieldError,
): Promise<Response> {
  const opened = await openManageLink(deps, tokenOf(context));
  if (opened.kind !== 'open') return linkProblem(context, deps, opened.kind);
  return refuse(context, deps, opened, [error], posted);
}

function showFixed(
  context: WebContext,
  deps: WebDeps,
  opened: Opened,
  posted: PostedForm,
  errors: readonly FieldError[],
  pressed: string,
): Response | Promise<Response> {
  const fix = (field: 'rule' | 'rules' | 'zone') => applyFix(field, posted[field] ?? '', pressed, errors);
  const fixed = { ...posted, rule: fix('rule'), rules: fix('rules'), zone: fix('zone') };
  const again = readAct(fixed, opened.held.subscriber.settings).errors;
  return showRules(context, deps, 200, opened, { errors: again, posted: fixed });
}

function showRules(
  context: WebContext,
  deps: WebDeps,
  status: Status,
  { held, expiresAt }: Opened,
  view: Pick<Parameters<typeof managePage>[0], 'errors' | 'posted' | 'done'>,
): Response | Promise<Response> {
  const { subscriber, rules } = held;
  const page = managePage({
    token: tokenOf(context),
    address: openAddress(deps.keyring, subscriber.address),
    rules: rules.filter(isLive).toSorted((a, b) => a.text.localeCompare(b.text, 'en')),
    settings: subscriber.settings,
    unsubscribeToken: mintUnsubscribe(deps.keyring, subscriber.sid),
    minutesLeft: Math.ceil((expiresAt - deps.clock.now()) / 60_000),
    ...view,
  });
  return respondPage(context, deps, status, page);
}

function linkProblem(
  context: WebContext,
  deps: WebDeps,
  kind: keyof typeof LINK_STATUS,
): Response | Promise<Response> {
  const page = manageProblemPage(kind);
  const status = LINK_STATUS[kind];
  if (wantsJson(context)) return respondErrors(context, status, [{ kind, message: `${page.title}.` }]);
  return respondPage(context, deps, status, page);
}
