/** `/manage` mails a link, `/manage/T` is where it leads: rules and settings, and the forms that change them. */
import { parseAddress } from '../../domain/email/address.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import { readRules } from '../../domain/subscriber/read-rules.ts';
import { readSettings } from '../../domain/subscriber/read-settings.ts';
import { isLive, MAX_RULES, type Settings } from '../../domain/subscriber/subscriber.ts';
import { mintUnsubscribe } from '../../domain/token/link-token.ts';
import { openAddress } from '../../domain/token/seal.ts';
import { type ManageAct, type ManageOutcome, manage } from '../../pipeline/manage.ts';
import { type OpenedLink, openManageLink } from '../../pipeline/manage-link.ts';
import { type ManageLinkRequest, requestManageLink } from '../../pipeline/request-manage-link.ts';
import { applyFix } from '../apply-fix.ts';
import type { WebDeps } from '../deps.ts';
import { networkOf } from '../network.ts';
import { FIX } from '../pages/field-errors.ts';
import {
  askForLinkPage,
  linkMailedPage,
  managePage,
  manageProblemPage,
  type PostedForm,
} from '../pages/manage-page.ts';
import type { Form } from '../read-form.ts';
import { respondErrors, respondPage, type Status, seeOther, type WebContext, wantsJson } from '../respond.ts';
import { BUSY } from '../unsent.ts';

/** Where asking for a link leads, known and unknown addresses alike. */
export const AFTER_ASKING = '/manage/sent';

export async function showAskForLink(context: WebContext, deps: WebDeps): Promise<Response> {
  return respondPage(context, deps, 200, askForLinkPage({ typed: '', errors: [] }));
}

export async function showLinkMailed(context: WebContext, deps: WebDeps): Promise<Response> {
  return respondPage(context, deps, 200, linkMailedPage(deps.inbox));
}

export async function postAskForLink(context: WebContext, deps: WebDeps, form: Form): Promise<Response> {
  const typed = form.get('address') ?? '';
  const whose = readWhose(typed, form.get('digest'));
  if ('message' in whose) {
    const errors = [{ field: 'address', kind: 'invalid-address', ...whose, expected: 'name@example.com' }];
    if (wantsJson(context)) return respondErrors(context, 422, errors);
    return respondPage(context, deps, 422, askForLinkPage({ typed, errors }));
  }
  const { kind } = await requestManageLink(deps, { whose, network: networkOf(context.env.ip) });
  if (kind === 'asked') return seeOther(context, AFTER_ASKING);
  const unsent = BUSY[kind];
  context.header('retry-after', String(unsent.retryAfterS));
  if (wantsJson(context)) return respondErrors(context, unsent.status, [unsent]);
  return respondPage(
    context,
    deps,
    unsent.status,
    askForLinkPage({ typed, errors: [], notice: unsent.message }),
  );
}

function readWhose(
  typed: string,
  digestToken: string | undefined,
): ManageLinkRequest['whose'] | { readonly message: string } {
  if (digestToken !== undefined) return { digestToken };
  const parsed = parseAddress(typed);
  return parsed.kind === 'ok' ? { address: parsed.address } : { message: parsed.message };
}

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

const UNKNOWN_ACTION: FieldError = {
  field: 'action',
  kind: 'unknown-action',
  message: 'This form cannot be read. Nothing was changed.',
  expected: 'add, edit, end or settings',
};

function postedIn(form: Form): PostedForm | undefined {
  const action = (['add', 'edit', 'end', 'settings'] as const).find((name) => name === form.get('action'));
  if (!action) return undefined;
  const names = ['id', 'rule', 'rules', 'cadence', 'hour', 'weekday', 'zone'] as const;
  return { action, ...Object.fromEntries(names.map((name) => [name, form.get(name)])) };
}

function readAct(
  posted: PostedForm,
  standing: Settings,
): { readonly act?: ManageAct; readonly errors: readonly FieldError[] } {
  const id = posted.id ?? '';
  switch (posted.action) {
    case 'add': {
      const read = readRules({ field: 'rules', text: posted.rules ?? '', most: MAX_RULES });
      return read.kind === 'ok' ? { act: { kind: 'add', rules: read.rules }, errors: [] } : read;
    }
    case 'edit': {
      const read = readRules({ field: 'rule', text: posted.rule ?? '', most: 1 });
      const rule = read.kind === 'ok' ? read.rules[0] : undefined;
      return rule
        ? { act: { kind: 'edit', id, rule }, errors: [] }
        : { errors: read.kind === 'ok' ? [] : read.errors };
    }
    case 'end':
      return { act: { kind: 'end', id }, errors: [] };
    case 'settings': {
      const read = readSettings(posted, standing);
      return read.kind === 'ok' ? { act: { kind: 'settings', settings: read.settings }, errors: [] } : read;
    }
  }
}

function outcomeError(outcome: Exclude<ManageOutcome, { kind: 'done' }>, { action }: PostedForm): FieldError {
  switch (outcome.kind) {
    case 'over':
      return {
        field: 'rules',
        kind: 'too-many-rules',
        message: `You may have ${MAX_RULES} rules. These were left out: ${outcome.over.map(({ text }) => text).join('; ')}. End others to make room.`,
        expected: `at most ${MAX_RULES} rules`,
      };
    case 'unknown-rule':
      return {
        field: 'id',
        kind: 'unknown-rule',
        message: 'This rule is not among yours any more. Nothing was changed.',
        expected: 'the id of a rule on this page',
      };
    case 'full':
      return {
        field: action === 'settings' ? 'cadence' : 'rule',
        kind: 'too-many-changes',
        message: 'Too much was changed since the last mail. Try again after the next one.',
      };
  }
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
