/** `/digest/T`: a digest as it was mailed, with what the mail had no room for. */
import type { Digest } from '../../domain/digest/digest.ts';
import { digestHtml } from '../../domain/email/digest-html.ts';
import { type DigestView, digestView } from '../../domain/email/digest-view.ts';
import { mintDigest, mintUnsubscribe } from '../../domain/token/link-token.ts';
import { openDigestLink } from '../../pipeline/read-digest.ts';
import type { WebDeps } from '../deps.ts';
import { digestGonePage, digestPage } from '../pages/digest-page.ts';
import { respondPage, type WebContext } from '../respond.ts';

export async function showDigest(context: WebContext, deps: WebDeps): Promise<Response> {
  const token = context.req.param('token') ?? '';
  const found = await openDigestLink(deps, token);
  if (!found) return respondPage(context, deps, 404, digestGonePage());
  const { digest, reader } = found;
  const view = digestView(digest);
  const missedTokens = digest.missed.map((id) => mintDigest(deps.keyring, digest.sid, id));
  const listed = listedInMail(deps, digest, view, missedTokens);
  return respondPage(context, deps, 200, digestPage({ view, listed, reader, missedTokens, token }));
}

/** How many entries the mail had room for: it is composed again, with links as long as they were. */
function listedInMail(
  { sender, keyring }: WebDeps,
  digest: Digest,
  view: DigestView,
  missedTokens: readonly string[],
): number {
  const page = (token: string) => `${sender.baseUrl}/digest/${token}`;
  return digestHtml(view, sender, {
    manage: `${sender.baseUrl}/manage`,
    unsubscribe: `${sender.baseUrl}/unsubscribe/${mintUnsubscribe(keyring, digest.sid)}`,
    web: page(mintDigest(keyring, digest.sid, digest.id)),
    missed: missedTokens.map(page),
  }).listed;
}
