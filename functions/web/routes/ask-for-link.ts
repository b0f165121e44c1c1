/** `/manage`: mails a link to the page with one's rules. */
import { parseAddress } from '../../domain/email/address.ts';
import { type ManageLinkRequest, requestManageLink } from '../../pipeline/request-manage-link.ts';
import type { WebDeps } from '../deps.ts';
import { networkOf } from '../network.ts';
import { askForLinkPage, linkMailedPage } from '../pages/ask-for-link-page.ts';
import type { Form } from '../read-form.ts';
import { respondErrors, respondPage, seeOther, type WebContext, wantsJson } from '../respond.ts';
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
