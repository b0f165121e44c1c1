/** The page on which people sign up, and the one after it. */
import { type Html, html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import type { SettingsFields } from '../../domain/subscriber/read-settings.ts';
import type { Page } from '../layout.ts';
import { describedBy, errorSummary, errorsUnder } from './field-errors.ts';
import { ENTER_SUBMITS, FIELD_LABELS, rulesField, whenFields } from './fields.ts';

/** What was typed; all empty on a fresh page. */
export type SubscribeForm = SettingsFields & {
  readonly address?: string | undefined;
  readonly rules?: string | undefined;
};

export type SubscribeView = {
  readonly typed: SubscribeForm;
  readonly errors: readonly FieldError[];
  /** Why nothing was sent although the form is right. */
  readonly notice?: string;
};

export function subscribePage({ typed, errors, notice }: SubscribeView): Page {
  const address = typed.address ?? '';
  const isFresh = Object.values(typed).every((value) => value === undefined);
  return {
    title: errors.length > 0 ? 'Please mend: subscribe' : 'Subscribe',
    main: html`<h1>News you name, in your inbox</h1>
<p class="lead">Give the words you watch for. When a news feed carries them, you get the sentence and the link. No account.</p>
${notice !== undefined && html`<div class="note" role="alert"><p>${notice}</p></div>`}
<form method="post" action="/subscribe" novalidate>
${ENTER_SUBMITS}
${errorSummary(errors, FIELD_LABELS)}
${rulesField(typed.rules ?? '', errors)}
<div class="field">
<label for="address">Email</label>
<input id="address" name="address" type="email" value="${address}" autocomplete="email" inputmode="email" autocapitalize="none" spellcheck="false" required${describedBy('address', errors)}>
${errorsUnder('address', errors, address)}
</div>
${whenFields(typed, errors, { guessZone: isFresh })}
<button>Send me the confirmation</button>
<p class="after">We send one mail to confirm. Until you do, nothing else is ever sent. Leave with one click, at any time. <a href="/privacy">Privacy</a></p>
</form>`,
  };
}

export function closedPage(): Page {
  return {
    title: 'Sign-up is closed',
    main: html`<h1>Sign-up is closed</h1>
<p class="lead">New subscriptions are not taken at the moment.</p>
<p>If you are subscribed already, nothing changes for you: <a href="/manage">change your rules</a>.</p>`,
  };
}

/** @param inbox Where mail is read that stays on this machine. */
export function checkMailPage(inbox: string | undefined): Page {
  return {
    title: 'Look into your mailbox',
    main: html`<h1>Look into your mailbox</h1>
<p class="lead">If we may write to this address, a mail with a link is on its way. You are <strong>not subscribed yet</strong>: the link does that.</p>
${inboxNote(inbox)}
<h2>No mail after a few minutes?</h2>
<ul>
<li>Look into the folder for spam.</li>
<li>Check the address for a slip and <a href="/">sign up again</a>.</li>
<li>An address gets at most two such mails in a quarter of an hour, and three a day. The link of an earlier one works for seven days.</li>
<li>We never write to an address that sent mail of ours back, or that reported it as spam.</li>
</ul>`,
  };
}

/** Locally no mail leaves the machine; say where it is. */
export function inboxNote(inbox: string | undefined): Html {
  if (inbox === undefined) return html``;
  return html`<div class="note"><p>Mail does not leave this machine: <a href="${inbox}">open its inbox</a>.</p></div>`;
}
