/**
 * The web app: which address is answered by what. HTTP rules that hold for all pages stand here and in what it calls
 * first: headers, methods, origin, size. No GET or HEAD changes anything.
 */
import { Hono } from 'hono';
import type { Client, Web, WebDeps } from './deps.ts';
import { privacyPage } from './pages/privacy-page.ts';
import type { Form } from './read-form.ts';
import { respondProblem, withForm } from './read-post.ts';
import { respondPage, type WebContext } from './respond.ts';
import { AFTER_ASKING, postAskForLink, showAskForLink, showLinkMailed } from './routes/ask-for-link.ts';
import { postConfirm, showConfirm } from './routes/confirm.ts';
import { showDigest } from './routes/digest.ts';
import { postManage, showManage } from './routes/manage.ts';
import { AFTER_SIGN_UP, postSubscribe, showSubscribe, showSubscribeSent } from './routes/subscribe.ts';
import { postUnsubscribe, showUnsubscribe } from './routes/unsubscribe.ts';
import { isFromOtherSite } from './same-origin.ts';
import { setSecurityHeaders } from './security-headers.ts';

type Show = (context: WebContext, deps: WebDeps) => Promise<Response>;
type Route = {
  readonly get?: Show;
  /** A form of ours. */
  readonly form?: (context: WebContext, deps: WebDeps, form: Form) => Promise<Response>;
  /** Anybody's POST, from any site, its body unread. */
  readonly post?: Show;
};

/** In the order in which they are tried. */
const ROUTES: Readonly<Record<string, Route>> = {
  '/': { get: showSubscribe },
  '/subscribe': { get: showSubscribe, form: postSubscribe },
  [AFTER_SIGN_UP]: { get: showSubscribeSent },
  '/confirm/:token': { get: showConfirm, form: postConfirm },
  '/manage': { get: showAskForLink, form: postAskForLink },
  [AFTER_ASKING]: { get: showLinkMailed },
  '/manage/:token': { get: showManage, form: postManage },
  '/digest/:token': { get: showDigest },
  '/unsubscribe/:token': { get: showUnsubscribe, post: postUnsubscribe },
  '/privacy': { get: async (context, deps) => respondPage(context, deps, 200, privacyPage(deps.sender)) },
  '/healthz': { get: async (context, deps) => context.json({ status: 'ok', ...deps.health?.() }) },
};

/** The app over its ports. It keeps no state, so a new one may serve the next request. */
export function createWeb(deps: WebDeps): Web {
  const app = new Hono<{ Bindings: Client }>();
  const https = deps.sender.baseUrl.startsWith('https:');
  app.use(async (context, next) => {
    await next();
    setSecurityHeaders(context.res.headers, { path: context.req.path, https });
  });
  for (const [path, route] of Object.entries(ROUTES)) addRoute(app, path, route, deps);
  app.notFound((context) => respondProblem(context, deps, 404, 'not-found'));
  app.onError((fault, context) => {
    deps.report(fault);
    return respondProblem(context, deps, 500, 'fault');
  });
  return { fetch: async (request, client) => app.fetch(request, client) };
}

function addRoute(
  app: Hono<{ Bindings: Client }>,
  path: string,
  { get, form, post }: Route,
  deps: WebDeps,
): void {
  if (get) app.get(path, (context) => get(context, deps));
  if (post) app.post(path, (context) => post(context, deps));
  if (form) {
    app.post(path, async (context) => {
      if (isFromOtherSite(context.req.raw)) return respondProblem(context, deps, 403, 'other-site');
      return withForm(context, deps, (read) => form(context, deps, read));
    });
  }
  const allowed = [...(get ? ['GET', 'HEAD'] : []), ...(form || post ? ['POST'] : [])].join(', ');
  app.all(path, (context) => {
    context.header('allow', allowed);
    return respondProblem(context, deps, 405, 'not-allowed');
  });
}
