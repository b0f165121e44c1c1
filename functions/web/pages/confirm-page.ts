/** The pages behind a confirm link: the question, its answer, and every reason why there is none. */
import { schedule } from '../../domain/email/texts-en.ts';
import { type Html, html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import type { AskedRule } from '../../domain/subscriber/read-rules.ts';
import type { SignUpRequest } from '../../domain/subscriber/request.ts';
import type { ConfirmResult } from '../../pipeline/confirm.ts';
import type { Page } from '../layout.ts';
import { describedBy, errorsUnder } from './field-errors.ts';

export type ConfirmView = {
  readonly token: string;
  readonly request: SignUpRequest;
  readonly maskedAddress: string;
  /** This browser signed up: one click will do. */
  readonly sameBrowser: boolean;
  readonly triesLeft: number;
  readonly errors: readonly FieldError[];
};

export function confirmPage(view: ConfirmView): Page {
  const { request, maskedAddress, token } = view;
  return {
    title: view.errors.length > 0 ? 'Please mend: confirm' : 'Confirm',
    main: html`<h1>One step left</h1>
<p class="lead">Mail to ${maskedAddress}, ${schedule(request.settings)}, about:</p>
${ruleList(request.rules)}
${view.triesLeft === 0 && !view.sameBrowser ? CODE_SPENT : confirmForm(view, token)}
<p class="after">${request.consent} Was it not you? Then close this page: without a confirmation nothing more comes.</p>`,
  };
}

function confirmForm({ sameBrowser, errors }: ConfirmView, token: string): Html {
  return html`<form method="post" action="/confirm/${token}" novalidate>
${!sameBrowser && codeField(errors)}
<button>Confirm the subscription</button>
</form>`;
}

function codeField(errors: readonly FieldError[]): Html {
  return html`<div class="field">
<label for="code">Code</label>
<p class="hint" id="code-hint">The six digits in the mail. They are asked for because this is not the browser you signed up with.</p>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required${describedBy('code', errors, 'code-hint')}>
${errorsUnder('code', errors, '')}
</div>`;
}

const CODE_SPENT = html`<div class="note" role="alert"><p>This code was mistyped five times and is spent. Open the link in the browser you signed up with, or <a href="/">sign up again</a> for a new one.</p></div>`;

export function confirmedPage(result: Extract<ConfirmResult, { kind: 'applied' }>): Page {
  const { request, added, known, over, manageToken } = result;
  return {
    title: 'Subscribed',
    main: html`<h1>You are subscribed</h1>
<p class="lead">What is new from now on comes ${schedule(request.settings)}. When there is nothing new, there is no mail.</p>
${added.length > 0 && ruleList(added)}
${known.length > 0 && html`<p>You watched ${known.length === 1 ? 'this' : 'these'} already:</p>${ruleList(known)}`}
${over.length > 0 && html`<div class="note" role="alert"><p>You have as many rules as there may be, so these were left out. End others to make room, then add them.</p>${ruleList(over)}</div>`}
<p><a href="/manage/${manageToken}">Change your rules</a>, for the next 30 minutes. Later, a new link comes <a href="/manage">by mail</a>. Every mail has a link to leave.</p>`,
  };
}

/** What a link says that has nothing to ask. */
export function confirmProblemPage(
  kind: Exclude<ConfirmResult['kind'], 'applied' | 'code-needed' | 'wrong-code'>,
): Page {
  const { title, text, action } = PROBLEMS[kind];
  return { title, main: html`<h1>${title}</h1><p class="lead">${text}</p><p>${action}</p>` };
}

const AGAIN = html`<a href="/">Sign up again</a>: it takes a minute.`;
const MANAGE = html`<a href="/manage">Change your rules</a>, or look forward to the first mail.`;
const PROBLEMS = {
  confirmed: {
    title: 'Already confirmed',
    text: 'This link did its work before. You are subscribed; there is nothing more to do.',
    action: MANAGE,
  },
  expired: {
    title: 'This link has expired',
    text: 'Links work for seven days. Nothing was sent meanwhile, and nothing will be.',
    action: AGAIN,
  },
  refused: {
    title: 'This sign-up was withdrawn',
    text: 'Somebody who reads this mailbox said that it was not theirs. Nothing will be sent.',
    action: AGAIN,
  },
  unknown: {
    title: 'This link is not known',
    text: 'It is older than seven days, or a character of it got lost or changed.',
    action: html`Copy the whole link from the mail, or ${html`<a href="/">sign up again</a>`}.`,
  },
  'cut-off': {
    title: 'This link is not complete',
    text: 'Some mail programs break a long link into two lines, and only the first is followed.',
    action: html`Copy the whole link from the mail into the address field of your browser.`,
  },
  suppressed: {
    title: 'We cannot write to this address',
    text: 'Mail of ours to it came back, or was reported as spam. So nothing is sent to it any more.',
    action: html`If you think that this is wrong, write to the address at the end of this page.`,
  },
} as const;

export function ruleList(rules: readonly Pick<AskedRule, 'text'>[]): Html {
  return html`<ul class="chips">${rules.map(({ text }) => html`<li><code>${text}</code></li>`)}</ul>`;
}
