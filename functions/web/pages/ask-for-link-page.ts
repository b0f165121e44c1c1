/** The page that mails a link to one's rules, and the one after it: the same for every address. */
import { html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import type { Page } from '../layout.ts';
import { describedBy, errorsUnder } from './field-errors.ts';
import { inboxNote } from './subscribe-page.ts';

export function askForLinkPage(view: {
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly notice?: string;
}): Page {
  return {
    title: view.errors.length > 0 ? 'Please mend: change your rules' : 'Change your rules',
    main: html`<h1>Change your rules</h1>
<p class="lead">We mail you a link to the page with your rules. There is no password.</p>
${view.notice !== undefined && html`<div class="note" role="alert"><p>${view.notice}</p></div>`}
<form method="post" action="/manage" novalidate>
<div class="field">
<label for="address">Email</label>
<input id="address" name="address" type="email" value="${view.typed}" autocomplete="email" inputmode="email" autocapitalize="none" spellcheck="false" required${describedBy('address', view.errors)}>
${errorsUnder('address', view.errors, view.typed)}
</div>
<button>Mail me the link</button>
</form>`,
  };
}

export function linkMailedPage(inbox: string | undefined): Page {
  return {
    title: 'Look into your mailbox',
    main: html`<h1>Look into your mailbox</h1>
<p class="lead">If this address is subscribed, a link is on its way. It works for 30 minutes.</p>
${inboxNote(inbox)}
<h2>No mail after a few minutes?</h2>
<ul>
<li>Look into the folder for spam.</li>
<li>Perhaps you subscribed with another address: <a href="/manage">try that</a>.</li>
<li>An address gets at most two such mails in a quarter of an hour, and three a day.</li>
</ul>`,
  };
}
