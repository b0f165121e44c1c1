import { beforeAll, describe, expect, it } from 'vitest';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest, mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { testKeyring } from '../support/keyring.ts';
import {
  ADDRESS,
  createSite,
  type Fields,
  lastMail,
  ruleIds,
  SIGN_UP,
  type Site,
  subscribed,
  textOf,
} from './site.ts';

const SID = subscriberId(testKeyring, ADDRESS);
const UNSUBSCRIBE = mintUnsubscribe(testKeyring, SID);
const DIGEST = mintDigest(testKeyring, SID, '1779278400000-3');
const rules = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join('\n');

type Expected = { readonly status: number; readonly field?: string; readonly text: string | RegExp };

/** Input → status and what its person reads. Nothing of it is ever stored or mailed. */
const SIGN_UPS: readonly (readonly [string, Fields, Expected])[] = [
  ['no address', { address: '' }, { status: 422, field: 'address', text: 'Enter your mail address.' }],
  ['no @', { address: 'reader' }, { status: 422, field: 'address', text: 'has an @ in it' }],
  ['a space', { address: 'a b@example.com' }, { status: 422, field: 'address', text: 'Check it for spaces' }],
  [
    'two addresses',
    { address: 'a@x.example, b@y.example' },
    { status: 422, field: 'address', text: 'not valid' },
  ],
  [
    'CR LF and a header in the address',
    { address: 'a@example.com\r\nBcc: b@example.com' },
    { status: 422, field: 'address', text: 'not valid' },
  ],
  [
    'CR LF behind the @',
    { address: 'a@exa\r\nmple.com' },
    { status: 422, field: 'address', text: 'not a domain name' },
  ],
  [
    'a quoted local part',
    { address: '"x@gmail.com x"@y.example' },
    { status: 422, field: 'address', text: 'not valid' },
  ],
  [
    'letters beyond ASCII',
    { address: 'jürgen@example.com' },
    { status: 422, field: 'address', text: 'plain letters' },
  ],
  [
    'an IP address',
    { address: 'a@[127.0.0.1]' },
    { status: 422, field: 'address', text: 'not a domain name' },
  ],
  [
    '300 characters',
    { address: `a@${'b'.repeat(60)}.${'c'.repeat(240)}.example` },
    { status: 422, field: 'address', text: /not a domain|too long/ },
  ],
  ['no rule', { rules: ' \r\n ' }, { status: 422, field: 'rules', text: 'Write at least one rule' }],
  [
    'a parenthesis left open',
    { rules: 'Arctic\n(Blinken OR Lavrov' },
    { status: 422, field: 'rules', text: /\(Blinken OR Lavrov/ },
  ],
  [
    'an operator without operand',
    { rules: 'Arctic AND' },
    { status: 422, field: 'rules', text: 'Arctic AND' },
  ],
  ['an unknown field', { rules: 'headline:Arctic' }, { status: 422, field: 'rules', text: 'headline' }],
  ['only a negation', { rules: '-sport' }, { status: 422, field: 'rules', text: '-sport' }],
  ['a NUL in a rule', { rules: '"\0' }, { status: 422, field: 'rules', text: '' }],
  ['eleven rules', { rules: rules(11) }, { status: 422, field: 'rules', text: 'At most 10 rules' }],
  ['21 rules', { rules: rules(21) }, { status: 422, field: 'rules', text: 'At most 10 rules' }],
  [
    'an unknown cadence',
    { cadence: 'monthly' },
    { status: 422, field: 'cadence', text: 'Choose at once, every hour' },
  ],
  ['hour 24', { hour: '24' }, { status: 422, field: 'hour', text: 'from 0 (midnight) to 23' }],
  ['hour -1', { hour: '-1' }, { status: 422, field: 'hour', text: 'from 0 (midnight) to 23' }],
  ['hour 8.5', { hour: '8.5' }, { status: 422, field: 'hour', text: 'from 0 (midnight) to 23' }],
  ['weekday 0', { weekday: '0' }, { status: 422, field: 'weekday', text: 'from 1 (Monday) to 7' }],
  [
    'a zone that is not known',
    { zone: 'Mars/Olympus' },
    { status: 422, field: 'zone', text: 'Choose the nearest large city' },
  ],
  [
    'an offset as zone',
    { zone: '+02:00' },
    { status: 422, field: 'zone', text: 'Choose the nearest large city' },
  ],
  [
    'a prototype as zone',
    { zone: '__proto__' },
    { status: 422, field: 'zone', text: 'Choose the nearest large city' },
  ],
  ['a form of 17 kB', { rules: 'x'.repeat(17_000) }, { status: 413, text: 'too much at once' }],
  ['a form of 5 MB', { rules: 'x'.repeat(5_000_000) }, { status: 413, text: 'too much at once' }],
];

describe('signing up with', () => {
  it.each(SIGN_UPS)('%s is refused in words', async (_, fields, expected) => {
    const site = await createSite();
    const before = structuredClone(site.memory);
    const answer = await site.newBrowser().post('/subscribe', { ...SIGN_UP, ...fields });
    expect(answer.status).toBe(expected.status);
    expect(textOf(await answer.text())).toMatch(expected.text);

    const json = await site
      .newBrowser()
      .post('/subscribe', { ...SIGN_UP, ...fields }, { accept: 'application/json' });
    expect(json.status).toBe(expected.status);
    const { errors } = (await json.json()) as { errors: { field: string | null; message: string }[] };
    expect(errors[0]?.field ?? undefined).toBe(expected.field);
    expect(errors[0]?.message).toMatch(/^[A-Z“(].*[.?)]$/s);
    expect(site.memory).toEqual(before);
    expect(site.mailer.accepted).toEqual([]);
    expect(site.faults).toEqual([]);
  });

  it('several things wrong says all of them, keeps what was typed, and escapes it', async () => {
    const site = await createSite();
    const fields = { address: '"><script>@', rules: 'Arctic\n"Nord', hour: '25', zone: 'Atlantic/Reykjavik' };
    const page = await (await site.newBrowser().post('/subscribe', fields)).text();
    expect(textOf(page)).toContain('3 things to mend');
    expect(page).not.toContain('<script>@');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;@"');
    expect(page).toMatch(/<textarea[^>]*>\nArctic\n&quot;Nord<\/textarea>/);
    expect(page).toContain('value="Atlantic/Reykjavik" selected');
    expect(page).not.toContain('data-guess-zone>');
    expect(page).toMatch(/aria-invalid="true" aria-describedby="address-errors"/);
  });

  it('a rule that is wrong shows a caret under the place and mends it on a click, without sending', async () => {
    const site = await createSite();
    const browser = site.newBrowser();
    const fields = { ...SIGN_UP, rules: 'Arctic\n(Blinken OR Lavrov' };
    const page = await (await browser.post('/subscribe', fields)).text();
    expect(page).toMatch(/<span class="at">.<span class="caret" aria-hidden="true">\^<\/span><\/span>/);
    const [, fix = ''] = /name="fix" value="([^"]+)"/.exec(page) ?? [];
    expect(fix).toBe('rules:2');
    const mended = await browser.post('/subscribe', { ...fields, fix });
    expect(mended.status).toBe(200);
    expect(await mended.text()).toMatch(/<textarea[^>]*>\nArctic\n\(?Blinken OR Lavrov\)?<\/textarea>/);
    expect(site.mailer.accepted).toEqual([]);
  });

  it('errors as JSON names every member, the line from 1 and the offset within it', async () => {
    const site = await createSite();
    const fields = { ...SIGN_UP, rules: 'Arctic\r\n\r\nsanctions AND' };
    const answer = await site.newBrowser().post('/subscribe', fields, { accept: 'application/json' });
    const { errors } = (await answer.json()) as { errors: Record<string, unknown>[] };
    expect(errors).toHaveLength(1);
    expect(Object.keys(errors[0] ?? {}).sort()).toEqual([
      'expected',
      'field',
      'kind',
      'line',
      'message',
      'offset',
      'suggestion',
    ]);
    expect(errors[0]).toMatchObject({ field: 'rules', line: 3, suggestion: 'sanctions' });
    expect(errors[0]?.offset).toBeGreaterThanOrEqual(10);
    expect(errors[0]?.offset).toBeLessThanOrEqual('sanctions AND'.length);
  });

  it('a form of no form type is refused, and a damaged one', async () => {
    const site = await createSite();
    const send = (type: string, body: string) =>
      site.newBrowser().send('/subscribe', { method: 'POST', body, headers: { 'content-type': type } });
    expect((await send('application/json', '{"address":"a@b.example"}')).status).toBe(415);
    expect((await send('multipart/form-data; boundary=x', 'no multipart')).status).toBe(400);
    expect((await send('multipart/form-data', 'no boundary')).status).toBe(400);
  });

  it('a form that another site posts is refused', async () => {
    const site = await createSite();
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Fields[]) {
      const answer = await site.newBrowser().post('/subscribe', SIGN_UP, headers);
      expect([answer.status, site.mailer.accepted.length]).toEqual([403, 0]);
    }
  });

  it('everything closed, off or too often says so and keeps what was typed', async () => {
    const site = await createSite();
    await site.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'open' });
    const off = await site.newBrowser().post('/subscribe', SIGN_UP);
    expect([off.status, off.headers.get('retry-after')]).toEqual([503, '3600']);
    expect(await off.text()).toContain('Arctic\r\nsanctions</textarea>');
    await site.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'closed' });
    const closed = await site.newBrowser().post('/subscribe', SIGN_UP);
    expect([closed.status, textOf(await closed.text())]).toEqual([
      403,
      expect.stringContaining('Sign-up is closed'),
    ]);
    expect(textOf(await (await site.newBrowser().get('/')).text())).toContain('Sign-up is closed');
    await site.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
    const crowd = site.newBrowser('203.0.113.9');
    for (let n = 0; n < 10; n++)
      await crowd.post('/subscribe', { ...SIGN_UP, address: `r${n}@d${n}.example` });
    const many = await crowd.post('/subscribe', SIGN_UP, { accept: 'application/json' });
    expect([many.status, await many.json()]).toEqual([
      429,
      { errors: [expect.objectContaining({ kind: 'too-many' })] },
    ]);
  });
});

describe('a link', () => {
  let site: Site;
  let manage: string;
  let confirm: string;
  beforeAll(async () => {
    site = await createSite();
    ({ managePath: manage } = await subscribed(site));
    await site.newBrowser().post('/subscribe', { ...SIGN_UP, address: 'other@example.org' });
    confirm = (await lastMail(site, 'other@example.org')).path;
  });
  const token = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const forged = (path: string) => `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;

  const LINKS: readonly (readonly [string, () => string, Expected])[] = [
    ['to confirm that is forged', () => forged(confirm), { status: 404, text: 'This link is not known' }],
    [
      'to confirm that was cut off',
      () => confirm.slice(0, -3),
      { status: 404, text: 'This link is not complete' },
    ],
    ['to confirm with a manage token', () => `/confirm/${token(manage)}`, { status: 404, text: 'not known' }],
    [
      'to confirm with an unsubscribe token',
      () => `/confirm/${UNSUBSCRIBE}`,
      { status: 404, text: 'not complete' },
    ],
    ['to manage that is forged', () => forged(manage), { status: 404, text: 'This link is not known' }],
    [
      'to manage that was cut off',
      () => manage.slice(0, -3),
      { status: 404, text: 'This link is not complete' },
    ],
    ['to manage with a confirm token', () => `/manage/${token(confirm)}`, { status: 404, text: 'not known' }],
    ['to manage with a digest token', () => `/manage/${DIGEST}`, { status: 404, text: 'not complete' }],
    [
      'to unsubscribe that is forged',
      () => forged(`/unsubscribe/${UNSUBSCRIBE}`),
      { status: 404, text: 'not complete' },
    ],
    [
      'to unsubscribe with a digest token',
      () => `/unsubscribe/${DIGEST}`,
      { status: 404, text: 'not complete' },
    ],
    [
      'to unsubscribe with a manage token',
      () => `/unsubscribe/${token(manage)}`,
      { status: 404, text: 'not complete' },
    ],
    [
      'to a digest that is forged',
      () => forged(`/digest/${DIGEST}`),
      { status: 404, text: 'digest is not here' },
    ],
    ['to a digest that is gone', () => `/digest/${DIGEST}`, { status: 404, text: 'kept for 35 days' }],
    [
      'to a digest with an unsubscribe token',
      () => `/digest/${UNSUBSCRIBE}`,
      { status: 404, text: 'digest is not here' },
    ],
    ['with what is no URL encoding', () => '/confirm/%E0%A4%A', { status: 404, text: 'not complete' }],
    ['with a path that climbs', () => '/confirm/..%2f..%2fetc', { status: 404, text: 'not complete' }],
    ['to nowhere', () => '/admin', { status: 404, text: 'There is no such page' }],
  ];

  it.each(LINKS)('%s says so and what to do', async (_, path, expected) => {
    const before = structuredClone(site.memory);
    const answer = await site.newBrowser().get(path());
    expect(answer.status).toBe(expected.status);
    expect(textOf(await answer.text())).toMatch(expected.text);
    expect(site.memory).toEqual(before);
  });

  it.each(LINKS.filter(([name]) => !/digest that|nowhere/.test(name)))(
    '%s posts as little',
    async (_, path, expected) => {
      const before = structuredClone(site.memory);
      const answer = await site.newBrowser().post(path(), { action: 'end', id: 'x', code: '123456' });
      expect([expected.status, 405]).toContain(answer.status);
      expect(site.memory).toEqual(before);
    },
  );

  it('that has expired says so and offers a new one', async () => {
    const late = await createSite();
    const { managePath } = await subscribed(late);
    await late.newBrowser().post('/subscribe', { ...SIGN_UP, address: 'slow@example.org' });
    const { path } = await lastMail(late, 'slow@example.org');
    late.clock.advance(7 * 86_400_000);
    for (const [link, remedy] of [
      [path, 'Sign up again'],
      [managePath, 'Get a new link'],
    ] as const) {
      for (const answer of [await late.newBrowser().get(link), await late.newBrowser().post(link, {})]) {
        expect(answer.status).toBe(410);
        expect(textOf(await answer.text())).toMatch(new RegExp(`has expired.*${remedy}`));
      }
    }
  });
});

describe('changing rules with', () => {
  let site: Site;
  let path: string;
  let ids: Readonly<Record<string, string>>;
  beforeAll(async () => {
    site = await createSite();
    const { browser, managePath } = await subscribed(site);
    path = managePath;
    ids = ruleIds(await (await browser.get(path)).text());
  });

  const CHANGES: readonly (readonly [string, () => Fields, Expected])[] = [
    ['no action', () => ({}), { status: 422, field: 'action', text: 'This form cannot be read' }],
    [
      'an unknown action',
      () => ({ action: 'erase' }),
      { status: 422, field: 'action', text: 'cannot be read' },
    ],
    [
      'no rule to add',
      () => ({ action: 'add' }),
      { status: 422, field: 'rules', text: 'Write at least one rule' },
    ],
    [
      'a wrong rule to add',
      () => ({ action: 'add', rules: 'a1 OR' }),
      { status: 422, field: 'rules', text: 'a1 OR' },
    ],
    [
      '21 rules to add',
      () => ({ action: 'add', rules: rules(21) }),
      { status: 422, field: 'rules', text: 'At most 20' },
    ],
    [
      'a wrong rule to edit',
      () => ({ action: 'edit', id: ids.Arctic ?? '', rule: '(x1' }),
      { status: 422, field: 'rule', text: /\(x1/ },
    ],
    [
      'two lines to edit',
      () => ({ action: 'edit', id: ids.Arctic ?? '', rule: 'x1\ny1' }),
      { status: 422, field: 'rule', text: 'At most 1' },
    ],
    [
      'a rule of somebody else',
      () => ({ action: 'end', id: 'theirs' }),
      { status: 422, field: 'id', text: 'not among yours' },
    ],
    ['no id', () => ({ action: 'edit', rule: 'x1' }), { status: 422, field: 'id', text: 'not among yours' }],
    [
      'hour 24',
      () => ({ action: 'settings', hour: '24' }),
      { status: 422, field: 'hour', text: 'from 0 (midnight) to 23' },
    ],
  ];

  it.each(CHANGES)('%s is refused in words', async (_, fields, expected) => {
    const before = structuredClone(site.memory);
    const answer = await site.newBrowser().post(path, fields());
    expect(answer.status).toBe(expected.status);
    expect(textOf(await answer.text())).toMatch(expected.text);
    const json = await site.newBrowser().post(path, fields(), { accept: 'application/json' });
    const { errors } = (await json.json()) as { errors: { field: string }[] };
    expect([json.status, errors[0]?.field]).toEqual([expected.status, expected.field]);
    expect(site.memory).toEqual(before);
  });

  it('a wrong rule mends it on a click', async () => {
    const page = await (
      await site
        .newBrowser()
        .post(path, { action: 'edit', id: ids.Arctic ?? '', rule: '(gas OR oil', fix: 'rule:1' })
    ).text();
    expect(page).toMatch(/name="rule" value="\(?gas OR oil\)?"/);
  });
});

describe('every page', () => {
  it.each([
    ['PUT', '/subscribe', 'GET, HEAD, POST'],
    ['DELETE', '/privacy', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['OPTIONS', `/unsubscribe/${UNSUBSCRIBE}`, 'GET, HEAD, POST'],
  ])('answers %s %s with 405 and what it allows', async (method, path, allow) => {
    const answer = await (await createSite()).newBrowser().send(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it('that breaks tells the operator and not the person why', async () => {
    const site = await createSite();
    const sending = {
      ...site.store.sending,
      settings: () => Promise.reject(new Error('table t-123 is gone')),
    };
    const broken = await createSite({ store: { ...site.store, sending } });
    const answer = await broken.newBrowser().get('/');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('t-123');
    expect(broken.faults).toEqual([new Error('table t-123 is gone')]);
  });
});
