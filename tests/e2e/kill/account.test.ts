import { expect, it } from 'vitest';
import { accountOf, assertWhole, noticesIn } from './account.ts';

const mail = (id: string, to: string, text: string) => ({ id, to, text });

it('tells what somebody lacks and what somebody got by two mails', () => {
  const mails = [
    mail('m1', 'a@example.com', 'Notice 0001 from the north: Notice 0001, Notice 0002'),
    mail('m2', 'a@example.com', 'Notice 0002'),
    mail('m3', 'b@example.com', 'Notice 0001'),
    mail('m4', 'stranger@example.com', 'Notice 0002'),
  ];
  const account = accountOf(mails, ['a@example.com', 'b@example.com'], ['0001', '0002']);
  expect(account).toEqual({
    missing: ['b@example.com: 0002'],
    doubled: ['a@example.com: 0002 in m1, m2'],
    mails: 3,
  });
  expect(() => assertWhole(account, 2)).toThrow(/1 lost:[\s\S]*1 twice:/);
});

it('is content only when something was published and mailed', () => {
  expect(() => assertWhole({ missing: [], doubled: [], mails: 0 }, 3)).toThrow(/Nothing was tried/);
  expect(assertWhole({ missing: [], doubled: [], mails: 2 }, 3)).toBe(
    '3 notices, 2 mails, none lost, none twice',
  );
});

it('reads numbers of notices and of nothing else', () => {
  expect([...noticesIn('Notice 0012 of 2026, notice 0001; Notice 00123; Notice 0013.')]).toEqual([
    '0012',
    '0013',
  ]);
});
