/** The pages behind an unsubscribe link: one question, one answer. */
import { html } from '../../domain/html.ts';
import type { Page } from '../layout.ts';

/** @param address Masked. */
export function unsubscribePage(token: string, address: string): Page {
  return {
    title: 'Unsubscribe',
    main: html`<h1>Unsubscribe</h1>
<p class="lead">No more mail to ${address}. All rules end.</p>
<form method="post" action="/unsubscribe/${token}">
<div class="buttons"><button>Unsubscribe</button></div>
</form>
<p class="after">Too much mail, or at the wrong time? You can also <a href="/manage">change your rules</a>, or get one mail a week.</p>`,
  };
}

export function unsubscribedPage(): Page {
  return {
    title: 'Unsubscribed',
    main: html`<h1>You are unsubscribed</h1>
<p class="lead">No more mail comes. One that was being handed over at this very moment may still arrive.</p>
<p>What we know of you is erased in 28 days. You can <a href="/">sign up again</a> whenever you like.</p>`,
  };
}

export function unsubscribeUnknownPage(): Page {
  return {
    title: 'This link is not complete',
    main: html`<h1>This link is not complete</h1>
<p class="lead">Some mail programs break a long link into two lines. Copy the whole link from the mail into the address field of your browser; unsubscribe links never expire.</p>
<p>Or <a href="/manage">get a link to your rules by mail</a>: it can end the subscription too.</p>`,
  };
}
