/** `/confirm/T`: shows what a link would confirm; only a POST with cookie or code confirms it. */
import { maskAddress } from '../../domain/email/mask-address.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import { openAddress } from '../../domain/token/seal.ts';
import { type ConfirmResult, confirm } from '../../pipeline/confirm.ts';
import { findRequest } from '../../pipeline/find-request.ts';
import type { WebDeps } from '../deps.ts';
import { type ConfirmView, confirmedPage, confirmPage, confirmProblemPage } from '../pages/confirm-page.ts';
import type { Form } from '../read-form.ts';
import { respondErrors, respondPage, type Status, type WebContext, wantsJson } from '../respond.ts';
import { readSignUpCookie } from '../sign-up-cookie.ts';

/** A link that did its work is no error; one that never will is gone or was never there. */
const STATUS: Readonly<Record<Parameters<typeof confirmProblemPage>[0], Status>> = {
  confirmed: 200,
  refused: 410,
  expired: 410,
  unknown: 404,
  'cut-off': 404,
  suppressed: 403,
};

export async function showConfirm(context: WebContext, deps: WebDeps): Promise<Response> {
  const link = linkOf(context, deps);
  const found = await findRequest(deps, link);
  if (found.kind !== 'open') return problem(context, deps, found.kind);
  return ask(context, deps, 200, { ...found, token: link.token, errors: [] });
}

export async function postConfirm(context: WebContext, deps: WebDeps, form: Form): Promise<Response> {
  const link = linkOf(context, deps);
  const result = await confirm(deps, { ...link, code: form.get('code') });
  switch (result.kind) {
    case 'applied':
      return respondPage(context, deps, 200, confirmedPage(result));
    case 'code-needed':
    case 'wrong-code': {
      const errors = [codeError(result)];
      if (wantsJson(context)) return respondErrors(context, 422, errors);
      return ask(context, deps, 422, { ...result, sameBrowser: false, token: link.token, errors });
    }
    default:
      return problem(context, deps, result.kind);
  }
}

function linkOf(context: WebContext, { sender }: WebDeps) {
  const cookie = readSignUpCookie(context, sender.baseUrl.startsWith('https:'));
  return { token: context.req.param('token') ?? '', cookie };
}

function ask(
  context: WebContext,
  deps: WebDeps,
  status: Status,
  view: Omit<ConfirmView, 'maskedAddress'>,
): Response | Promise<Response> {
  const maskedAddress = maskAddress(openAddress(deps.keyring, view.request.address));
  return respondPage(context, deps, status, confirmPage({ ...view, maskedAddress }));
}

function problem(
  context: WebContext,
  deps: WebDeps,
  kind: keyof typeof STATUS,
): Response | Promise<Response> {
  const page = confirmProblemPage(kind);
  if (wantsJson(context) && STATUS[kind] !== 200) {
    return respondErrors(context, STATUS[kind], [{ kind, message: `${page.title}.` }]);
  }
  return respondPage(context, deps, STATUS[kind], page);
}

function codeError(result: Extract<ConfirmResult, { kind: 'code-needed' | 'wrong-code' }>): FieldError {
  const common = { field: 'code', kind: result.kind, expected: 'the six digits in the mail' };
  if (result.kind === 'code-needed') return { ...common, message: 'Enter the six digits in the mail.' };
  const left = result.triesLeft === 1 ? 'One try is left' : `${result.triesLeft} tries are left`;
  const message = 'This is not the code in the mail to which the link belongs.';
  return { ...common, message: result.triesLeft === 0 ? message : `${message} ${left}.` };
}
