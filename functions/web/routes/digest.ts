/** `/digest/T`: a digest as it was mailed, with what the mail had no room for. */
import { digestView } from '../../domain/email/digest-view.ts';
import { mintDigest } from '../../domain/token/link-token.ts';
import { openDigestLink } from '../../pipeline/read-digest.ts';
import type { WebDeps } from '../deps.ts';
import { digestGonePage, digestPage } from '../pages/digest-page.ts';
import { respondPage, type WebContext } from '../respond.ts';

export async function showDigest(context: WebContext, deps: WebDeps): Promise<Response> {
  const token = context.req.param('token') ?? '';
  const found = await openDigestLink(deps, token);
  if (!found) return respondPage(context, deps, 404, digestGonePage());
  const { digest, reader } = found;
  const missedTokens = digest.missed.map((id) => mintDigest(deps.keyring, digest.sid, id));
  return respondPage(
    context,
    deps,
    200,
    digestPage({ view: digestView(digest), reader, missedTokens, token }),
  );
}
