/** The page on which a subscriber changes rules and settings, and what its link says that opens nothing. */
import { count, schedule } from '../../domain/email/texts-en.ts';
import { type Html, html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import type { SettingsFields } from '../../domain/subscriber/read-settings.ts';
import type { Settings, SubscriberRule } from '../../domain/subscriber/subscriber.ts';
import { MAX_RULES } from '../../domain/subscriber/subscriber.ts';
import type { Page } from '../layout.ts';
import { describedBy, errorSummary, errorsUnder } from './field-errors.ts';
import { ENTER_SUBMITS, FIELD_LABELS, rulesField, whenFields } from './fields.ts';

export type ManageView = {
  readonly token: string;
  readonly address: string;
  /** Live ones. */
  readonly rules: readonly SubscriberRule[];
  readonly settings: Settings;
  readonly unsubscribeToken: string;
  readonly minutesLeft: number;
  /** A line about what was just done. */
  readonly done?: string | undefined;
  /** A form that was posted and is wrong, shown again as typed. */
  readonly posted?: PostedForm | undefined;
  readonly errors: readonly FieldError[];
};

export type PostedForm = SettingsFields & {
  readonly action: 'add' | 'edit' | 'end' | 'settings';
  readonly id?: string | undefined;
  readonly rule?: string | undefined;
  readonly rules?: string | undefined;
};

export function managePage(view: ManageView): Page {
  const { address, rules, errors, done, posted } = view;
  return {
    title: errors.length > 0 ? 'Please mend: your rules' : 'Your rules',
    main: html`<h1>Your rules</h1>
<p class="lead">Mail to ${address}, ${schedule(view.settings)}.</p>
${done !== undefined && html`<div class="note" role="status"><p>${done}</p></div>`}
${errorSummary(errors, FIELD_LABELS)}
${generalErrors(errors)}
${rules.length === 0 ? html`<p>You have no rules, so no mail comes. Add one below.</p>` : html`<ul class="plain">${rules.map((rule) => ruleRow(rule, view))}</ul>`}
<h2>Add rules</h2>
${rules.length >= MAX_RULES ? html`<p>You have ${MAX_RULES} rules, as many as there may be. End one to add another.</p>` : addForm(view, posted)}
<h2>When mail comes</h2>
${settingsForm(view, posted)}
<h2>Leave</h2>
<p><a href="/unsubscribe/${view.unsubscribeToken}">End the subscription</a>: no mail at all any more.</p>
<p class="after">This page works for another ${count(view.minutesLeft, 'minute')}. Keep its address to yourself: whoever has it can change your rules.</p>`,
  };
}

function ruleRow(rule: SubscriberRule, { token, posted, errors }: ManageView): Html {
  const isPosted = posted?.action === 'edit' && posted.id === rule.id;
  const text = isPosted ? (posted.rule ?? '') : rule.text;
  const shown = isPosted ? errors : [];
  const field = isPosted ? 'rule' : `rule-${rule.id}`;
  return html`<li><div class="row">
<span><code>${rule.text}</code>${isReworded(rule) && html`<span class="reading muted small">read as <span class="mono">${rule.canonical}</span></span>`}</span>
<details${isPosted && html` open`}><summary>Change or end<span class="vh"> ${rule.text}</span></summary>
<form id="end-${rule.id}" method="post" action="/manage/${token}">
<input type="hidden" name="action" value="end"><input type="hidden" name="id" value="${rule.id}">
</form>
<form method="post" action="/manage/${token}" novalidate>
<input type="hidden" name="action" value="edit"><input type="hidden" name="id" value="${rule.id}">
${ENTER_SUBMITS}
<div class="field"><label for="${field}">Rule</label>
<input class="mono" id="${field}" name="rule" value="${text}" spellcheck="false" autocapitalize="none" autocomplete="off" required${describedBy('rule', shown)}>
${errorsUnder('rule', shown, text)}</div>
<div class="buttons"><button>Save</button><button class="danger" form="end-${rule.id}">End this rule</button></div>
</form></details>
</div></li>`;
}

/** Worth showing when the canonical form says more than case, quotes or spacing. */
function isReworded({ text, canonical }: SubscriberRule): boolean {
  const plain = (rule: string) => rule.toLowerCase().replace(/["“”]/g, '').replace(/\s+/g, ' ').trim();
  return plain(text) !== plain(canonical);
}

function addForm({ token, errors }: ManageView, posted: PostedForm | undefined): Html {
  const isPosted = posted?.action === 'add';
  return html`<form method="post" action="/manage/${token}" novalidate>
<input type="hidden" name="action" value="add">
${ENTER_SUBMITS}
${rulesField(isPosted ? (posted.rules ?? '') : '', isPosted ? errors : [])}
<button>Add</button>
</form>`;
}

function settingsForm({ token, settings, errors }: ManageView, posted: PostedForm | undefined): Html {
  const isPosted = posted?.action === 'settings';
  const { cadence, hour, weekday, zone } = settings;
  const typed = isPosted ? posted : { cadence, hour: String(hour), weekday: String(weekday), zone };
  return html`<form method="post" action="/manage/${token}" novalidate>
<input type="hidden" name="action" value="settings">
${ENTER_SUBMITS}
${whenFields(typed, isPosted ? errors : [], { guessZone: false })}
<button>Save</button>
</form>`;
}

/** Errors that belong to no field of the page. */
function generalErrors(errors: readonly FieldError[]): Html {
  const general = errors.filter(({ field }) => field === 'id' || field === 'action');
  return html`${general.map(({ message }) => html`<div class="note" role="alert"><p>${message}</p></div>`)}`;
}

/** What a manage link says that opens nothing. */
export function manageProblemPage(kind: 'cut-off' | 'unknown' | 'expired' | 'ended'): Page {
  const { title, text } = PROBLEMS[kind];
  const action =
    kind === 'ended'
      ? html`<a href="/">Sign up again</a> whenever you like.`
      : html`<a href="/manage">Get a new link</a> by mail.`;
  return { title, main: html`<h1>${title}</h1><p class="lead">${text}</p><p>${action}</p>` };
}

const PROBLEMS = {
  'cut-off': {
    title: 'This link is not complete',
    text: 'Some mail programs break a long link into two lines. Copy the whole link into the address field of your browser.',
  },
  unknown: {
    title: 'This link is not known',
    text: 'Links to your rules work for 30 minutes. This one is older, or a character of it got lost or changed.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Links to your rules work for 30 minutes. Nothing was changed.',
  },
  ended: {
    title: 'This subscription has ended',
    text: 'No mail comes any more, and there are no rules to change.',
  },
} as const;
