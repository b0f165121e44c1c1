/**
 * The mailbox of this machine as web pages: what was sent, to whom, and how it reads in HTML, as text and in its raw
 * form. A mail is a stranger's page, so it is shown in a frame that can run nothing and reach nothing.
 */
import { Hono } from 'hono';
import PostalMime, { type Email } from 'postal-mime';
import { listPage, type MailView, mailPage, missingPage, PAGE_STYLE_SOURCE } from './inbox-pages.ts';
import type { AcceptedMail } from './mail.ts';
import type { Mailbox } from './server.ts';

const PAGE_POLICY = `default-src 'none'; style-src ${PAGE_STYLE_SOURCE}; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
/** A mail's own styles, no scripts, no requests; its links open beside the inbox. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** Routes `/inbox`, `/inbox.json` and below `/inbox/`. */
export function createInbox(mailbox: Mailbox): Hono {
  const inbox = new Hono();

  inbox.use('*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', PAGE_POLICY);
  });

  inbox.get('/inbox', (c) => c.html(listPage(mailbox.mails())));

  /** Oldest first. */
  inbox.get('/inbox.json', (c) =>
    c.json(
      mailbox.mails().map(({ id, to, from, subject, at }) => ({
        ...{ id, to: to.join(', '), from, subject },
        at: new Date(at).toISOString(),
      })),
    ),
  );

  inbox.get('/inbox/:file{.+\\.eml}', async (c) => {
    const raw = await mailbox.raw(c.req.param('file').slice(0, -'.eml'.length));
    if (!raw) return c.html(missingPage(), 404);
    return c.body(new Uint8Array(raw), 200, { 'Content-Type': 'message/rfc822' });
  });

  inbox.get('/inbox/:id/html', async (c) => {
    const found = await open(mailbox, c.req.param('id'));
    if (!found) return c.html(missingPage(), 404);
    c.header('Content-Security-Policy', MAIL_POLICY);
    return c.html(withLinksOpeningBeside(found.email.html ?? ''));
  });

  inbox.get('/inbox/:id/:view{text|source}', async (c) => {
    const found = await open(mailbox, c.req.param('id'));
    if (!found) return c.html(missingPage(), 404);
    const view = c.req.param('view') as MailView;
    const content = view === 'text' ? (found.email.text ?? '') : found.raw.toString('utf8');
    return c.html(mailPage({ mail: found.mail, mails: mailbox.mails(), view, content }));
  });

  inbox.get('/inbox/:id', async (c) => {
    const found = await open(mailbox, c.req.param('id'));
    if (!found) return c.html(missingPage(), 404);
    return c.html(mailPage({ mail: found.mail, mails: mailbox.mails(), view: 'html', content: '' }));
  });

  return inbox;
}

/** In the head, since a document that does not begin with its type is drawn by older rules. */
function withLinksOpeningBeside(mail: string): string {
  const base = '<base target="_blank">';
  return /<head>/i.test(mail) ? mail.replace(/<head>/i, `$&${base}`) : base + mail;
}

async function open(
  mailbox: Mailbox,
  id: string,
): Promise<{ readonly mail: AcceptedMail; readonly raw: Buffer; readonly email: Email } | undefined> {
  const mail = mailbox.mails().find((one) => one.id === id);
  const raw = await mailbox.raw(id);
  return mail && raw && { mail, raw: Buffer.from(raw), email: await PostalMime.parse(raw) };
}
