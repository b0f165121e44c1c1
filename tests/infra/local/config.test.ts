import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../../../infra/local/config.ts';

const read = (environment: Environment) => readConfig(environment, '/home/somebody');

function config(environment: Environment) {
  const result = read(environment);
  if (result.kind !== 'config') throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(environment: Environment) {
  const result = read(environment);
  return result.kind === 'problems' ? result.problems : [];
}

describe('the environment of a local start', () => {
  it('has a preset for everything', () => {
    expect(config({})).toMatchObject({
      port: 8080,
      dataDir: '/home/somebody/data',
      feeds: expect.stringMatching(/feeds\.opml$/),
      demo: true,
      allowOrigins: [],
      speed: 60,
      mail: { kind: 'inbox' },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(config({ PORT: '', WATCHWORD_SPEED: '' })).toEqual(config({}));
  });

  it('reads relative paths from where it was started', () => {
    expect(config({ DATA_DIR: '../elsewhere', WATCHWORD_FEEDS: 'my.opml' })).toMatchObject({
      dataDir: '/home/elsewhere',
      feeds: '/home/somebody/my.opml',
    });
  });

  it('adds no feeds for none', () => {
    expect(config({ WATCHWORD_FEEDS: 'none' })).not.toHaveProperty('feeds');
  });

  it('takes origins on loopback, with or without a slash at the end', () => {
    const text = 'http://127.0.0.1:8001, http://localhost:8002/,http://[::1]:8003';
    expect(config({ WATCHWORD_ALLOW_ORIGINS: text }).allowOrigins).toEqual([
      'http://127.0.0.1:8001',
      'http://localhost:8002',
      'http://[::1]:8003',
    ]);
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['WATCHWORD_DEMO', 'yes'],
    ['WATCHWORD_SPEED', '0'],
    ['WATCHWORD_SPEED', 'fast'],
    ['WATCHWORD_MAIL', 'smtp'],
    ['WATCHWORD_ALLOW_ORIGINS', 'http://10.0.0.1'],
    ['WATCHWORD_ALLOW_ORIGINS', 'http://127.0.0.1.example.org'],
    ['WATCHWORD_ALLOW_ORIGINS', 'http://127.0.0.1:8001/feed.xml'],
    ['WATCHWORD_ALLOW_ORIGINS', '127.0.0.1:8001'],
  ])('refuses %s=%s and names both', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(`${name} is "${value}": expected`)]);
  });

  it('tells all problems at once', () => {
    expect(problems({ PORT: 'x', WATCHWORD_DEMO: 'x', WATCHWORD_MAIL: 'x' })).toHaveLength(3);
  });

  it('sends real mail only with a sender and a postal address', () => {
    expect(problems({ WATCHWORD_MAIL: 'ses' })).toHaveLength(2);
    expect(
      config({
        WATCHWORD_MAIL: 'ses',
        WATCHWORD_FROM: 'me@example.org',
        WATCHWORD_POSTAL_ADDRESS: '1 Main Street',
      }).mail,
    ).toEqual({ kind: 'ses', from: 'me@example.org', postalAddress: '1 Main Street' });
  });
});
