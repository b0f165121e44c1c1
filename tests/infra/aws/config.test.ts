import { describe, expect, it } from 'vitest';
import { readStage, STAGES, type StageConfig } from '../../../infra/aws/config.ts';

const example = STAGES.example as StageConfig;

/** What reading a stage says when the example is changed like this. */
function mistakes(change: Partial<StageConfig>): string {
  const stage = readStage({ WATCHWORD_STAGE: 'prod' }, { prod: { ...example, ...change } });
  return stage.kind === 'mistaken' ? stage.text : '';
}

describe('the configuration of a stage', () => {
  it('is the example when no stage is named, so that a fresh clone synthesizes', () => {
    expect(readStage({})).toMatchObject({ kind: 'stage', name: 'example' });
  });

  it('names the stages that there are when one is unknown', () => {
    const stage = readStage({ WATCHWORD_STAGE: 'prdo' }, { prod: example });
    expect(stage).toMatchObject({ kind: 'mistaken', text: expect.stringContaining('there are: prod') });
  });

  it('does not take a name that every object has for a stage', () => {
    expect(readStage({ WATCHWORD_STAGE: 'constructor' }).kind).toBe('mistaken');
  });

  it.each<[string, Partial<StageConfig>, string]>([
    ['a domain in capitals', { mail: { ...example.mail, domain: 'Alerts.Example.com' } }, 'mail.domain'],
    ['a whole address as sender', { mail: { ...example.mail, digestFrom: 'a@b.example' } }, 'local part'],
    ['one address for both streams', { mail: { ...example.mail, transactionalFrom: 'digest' } }, 'Gmail'],
    ['no address of the operator', { operatorAddress: 'me' }, '"me" is no mail address'],
    ['a name that breaks the From header', { senderName: 'A <b>' }, 'senderName'],
    ['a site without a certificate', { web: { domain: 'news.example.com' } }, 'certificate'],
    [
      'a zone that does not hold the domain',
      { hostedZone: { id: 'Z1', name: 'other.example' } },
      'not in hostedZone',
    ],
    [
      'a brake that starves a poll',
      { limits: { writesPerSecond: 5, readsPerSecond: 100 } },
      'writesPerSecond',
    ],
  ])('refuses %s and says what to do', (_, change, text) => {
    expect(mistakes(change)).toContain(text);
  });

  it('tells all mistakes at once', () => {
    const text = mistakes({ operatorAddress: 'me', senderName: '' });
    expect(text).toContain('"me"');
    expect(text).toContain('senderName');
  });
});
