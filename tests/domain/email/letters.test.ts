import { describe, expect, it } from 'vitest';
import { renderConfirmation } from '../../../functions/domain/email/render-confirmation.ts';
import { renderManageLink } from '../../../functions/domain/email/render-manage-link.ts';

const sender = {
  name: 'Watchword',
  digestFrom: 'digest@alerts.example',
  transactionalFrom: 'hello@watch.example',
  postalAddress: '1 Harbour Street, Reykjavik',
  baseUrl: 'https://watch.example',
};
const url = 'https://watch.example/confirm/abcdefghijklmnopqrstuvwxyzABCDEF';
const request = {
  rules: [{ id: '1', text: 'buy my pills', pattern: 'p', canonical: 'c' }],
  settings: { cadence: 'daily', hour: 8, weekday: 1, zone: 'Atlantic/Reykjavik' } as const,
};

describe('the mail that asks for a confirmation', () => {
  const mail = renderConfirmation(request, { sender, url, code: '048291' });

  it('holds one link to confirm and one six-digit number, in its text and for eyes', () => {
    expect(mail.text.match(/\bhttps?:\/\/\S+/g)).toEqual([url]);
    expect(mail.text.match(/\b\d{6}\b/g)).toEqual(['048291']);
    expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${url}"`]);
    expect(mail.html).toContain('>048291<');
  });

  it('says what was asked for, that nothing is sent yet, and what to do if it was somebody else', () => {
    for (const form of [mail.text, mail.html]) {
      expect(form).toContain('Not subscribed yet');
      expect(form).toContain('1 rule, every day at 08:00, Reykjavik time');
      expect(form).toContain('Was it not you? Then do nothing.');
      expect(form).toContain('1 Harbour Street, Reykjavik');
    }
  });

  it('holds nothing that the person who asked has typed', () => {
    expect(mail.subject + mail.text + mail.html).not.toContain('pills');
  });
});

it('the mail with a manage link holds that one link and says how long it works', () => {
  const manage = 'https://watch.example/manage/abcdefghijklmnopqrstuvwxyzABCDEF';
  const { subject, text, html } = renderManageLink({ sender, url: manage });
  expect(subject).toBe('Your Watchword rules');
  expect(text.match(/\bhttps?:\/\/\S+/g)).toEqual([manage]);
  expect(html.match(/href="[^"]*"/g)).toEqual([`href="${manage}"`]);
  expect(text).toContain('30 minutes');
});
