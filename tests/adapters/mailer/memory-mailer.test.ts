import { MemoryMailer } from '../../support/memory-mailer.ts';
import { mailerContract } from './contract.ts';

mailerContract('the mailer of the tests', ({ clock, ...options }) => {
  const mailer = new MemoryMailer(clock, options);
  return {
    mailer,
    events: async () => mailer.takeEvents(),
    loseReply: () => mailer.next('lost'),
    loseRequest: () => mailer.next('dropped'),
    close: async () => {},
  };
});
