/**
 * `/unsubscribe/T`: a page with one button, and the POST that mail programs send by themselves (RFC 8058): no cookie,
 * no origin, any body or none, answered without a redirect.
 */
import { readUnsubscribeLink, unsubscribe } from '../../pipeline/unsubscribe.ts';
import type { WebDeps } from '../deps.ts';
import { unsubscribedPage, unsubscribePage, unsubscribeUnknownPage } from '../pages/unsubscribe-page.ts';
import { respondPage, type WebContext } from '../respond.ts';

export async function showUnsubscribe(context: WebContext, deps: WebDeps): Promise<Response> {
  const token = context.req.param('token') ?? '';
  const link = await readUnsubscribeLink(deps, token);
  switch (link.kind) {
    case 'subscribed':
      return respondPage(context, deps, 200, unsubscribePage(token, link.address));
    case 'ended':
      return respondPage(context, deps, 200, unsubscribedPage());
    case 'unknown-link':
      return respondPage(context, deps, 404, unsubscribeUnknownPage());
  }
}

/** The body is never read: what it must say is said by the link. */
export async function postUnsubscribe(context: WebContext, deps: WebDeps): Promise<Response> {
  const { kind } = await unsubscribe(deps, context.req.param('token') ?? '');
  return kind === 'ended'
    ? respondPage(context, deps, 200, unsubscribedPage())
    : respondPage(context, deps, 404, unsubscribeUnknownPage());
}
