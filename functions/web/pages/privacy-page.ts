/** The privacy notice. What it says must be what the code does: see the data model of the design. */
import type { Sender } from '../../domain/email/sender.ts';
import { html } from '../../domain/html.ts';
import type { Page } from '../layout.ts';

export function privacyPage({ name, transactionalFrom, postalAddress }: Sender): Page {
  return {
    title: 'Privacy',
    main: html`<h1>Privacy</h1>
<p class="lead">${name} mails you what you asked for. It keeps what it needs for that, and nothing about how you read it.</p>
<h2>What is kept</h2>
<ul>
<li>Your address, encrypted, and a keyed hash of it by which it is found.</li>
<li>Your rules, and when mail shall come: how often, at which hour, in which time zone.</li>
<li>When and how you confirmed, and the sentence that you agreed to.</li>
<li>The digests that were made for you, and whether mail was accepted, delivered or returned.</li>
</ul>
<h2>For how long</h2>
<ul>
<li>A sign-up that is not confirmed: seven days.</li>
<li>Digests and records of mail: 35 days.</li>
<li>Everything else: until 28 days after you unsubscribe. Then only the keyed hash stays, so that an address which reported our mail as spam, or sent it back, is never mailed again.</li>
<li>Counters against misuse, which hold hashes of addresses and networks: at most seven days.</li>
</ul>
<h2>Who else sees it</h2>
<p>The mail provider that delivers it, and the machines of the cloud provider it runs on. Nobody else: no tracking, no advertising, no images or scripts of others in mail or pages, and links lead straight to the publisher.</p>
<p>Before you confirm, one cookie tells the browser you signed up with; it holds a random number and goes after seven days. There is no other.</p>
<h2>What you can do</h2>
<p><a href="/manage">Change your rules</a>, or leave with the link in every mail. For a copy of what is kept, for its correction or erasure, write to ${transactionalFrom}, or to ${postalAddress}. You may also complain to your data protection authority.</p>`,
  };
}
