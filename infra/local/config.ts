/**
 * What `npm start` reads from the environment, checked before anything starts. All problems are told at once, each
 * with the variable's name, what it held and what was expected.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type LocalConfig = {
  /** 0 = any free one. */
  readonly port: number;
  /** Absolute; made when missing. */
  readonly dataDir: string;
  /** Absolute path of the OPML file whose feeds a start adds; absent for `none`. */
  readonly feeds?: string;
  readonly demo: boolean;
  /** Origins on loopback that feeds may be read from, as `URL.origin` writes them. */
  readonly allowOrigins: readonly string[];
  /** Divides the pipeline's intervals. */
  readonly speed: number;
  readonly mail: LocalMail;
};

export type LocalMail =
  | { readonly kind: 'inbox' }
  /** Real mail with the machine's credentials, from an address that SES has verified. */
  | { readonly kind: 'ses'; readonly from: string; readonly postalAddress: string };

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: LocalConfig }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_FEEDS = fileURLToPath(new URL('feeds.opml', import.meta.url));

/** @param environment `process.env`; an empty value counts as not set. @param cwd what relative paths start from. */
export function readConfig(environment: Environment, cwd: string): ConfigResult {
  const problems: string[] = [];
  const { read, demand } = reader(environment, problems);

  const feeds = read('WATCHWORD_FEEDS', DEFAULT_FEEDS, 'the path of an OPML file, or none', identity);
  const config: LocalConfig = {
    port: read('PORT', '8080', 'a port from 0 (any free one) to 65535', portNumber),
    dataDir: resolve(cwd, read('DATA_DIR', 'data', 'the path of a folder', identity)),
    ...(feeds !== 'none' && { feeds: resolve(cwd, feeds) }),
    demo:
      read('WATCHWORD_DEMO', '1', '1 (with the demonstration feed) or 0 (without)', oneOf('1', '0')) === '1',
    allowOrigins: read(
      'WATCHWORD_ALLOW_ORIGINS',
      '',
      'exact origins on loopback, comma-separated, such as http://127.0.0.1:8001,http://127.0.0.1:8002',
      loopbackOrigins,
    ),
    speed: read('WATCHWORD_SPEED', '60', 'a number from 1 (the pace on AWS) to 600', speedFactor),
    mail: readMail(read, demand),
  };
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'config', config };
}

type Read = <T>(name: string, preset: string, expected: string, parse: (text: string) => T | undefined) => T;
type Demand = (name: string, expected: string, accepts: (text: string) => boolean) => string;

function reader(environment: Environment, problems: string[]): { read: Read; demand: Demand } {
  const problem = (name: string, expected: string) =>
    problems.push(`${name} is ${JSON.stringify(environment[name] ?? '')}: expected ${expected}.`);
  return {
    read(name, preset, expected, parse) {
      const value = parse(environment[name] || preset);
      if (value !== undefined) return value;
      problem(name, expected);
      const standIn = parse(preset);
      if (standIn === undefined) throw new Error(`the preset of ${name} does not parse: ${preset}`);
      return standIn;
    },
    demand(name, expected, accepts) {
      const text = environment[name] ?? '';
      if (!accepts(text)) problem(name, expected);
      return text;
    },
  };
}

function readMail(read: Read, demand: Demand): LocalMail {
  const expected = 'inbox (mail stays on this machine) or ses (real mail)';
  if (read('WATCHWORD_MAIL', 'inbox', expected, oneOf('inbox', 'ses')) === 'inbox') return { kind: 'inbox' };
  return {
    kind: 'ses',
    from: demand(
      'WATCHWORD_FROM',
      'the address that SES has verified for you, since WATCHWORD_MAIL is ses',
      (text) => /^[^\s@<>,]+@[^\s@<>,]+$/.test(text),
    ),
    postalAddress: demand(
      'WATCHWORD_POSTAL_ADDRESS',
      'your postal address, which the law asks for on every mail, since WATCHWORD_MAIL is ses',
      (text) => text.trim() !== '',
    ),
  };
}

function identity(text: string): string {
  return text;
}

function oneOf<const T extends string>(...choices: readonly T[]) {
  return (text: string): T | undefined => choices.find((choice) => choice === text);
}

function portNumber(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function speedFactor(text: string): number | undefined {
  const speed = Number(text);
  return speed >= 1 && speed <= 600 ? speed : undefined;
}

function loopbackOrigins(text: string): readonly string[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const origins = parts.filter((part) => part !== '').map(loopbackOrigin);
  return origins.every((origin) => origin !== undefined) ? origins : undefined;
}

function loopbackOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isOrigin = /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text);
  return isOrigin && isLoopback(text) ? url.origin : undefined;
}

/** Whether an address leads to this machine; feeds there may be asked at any pace. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);
}
