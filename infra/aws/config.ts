/**
 * Stages: what differs from one deployment to another. A stage is one value of STAGES, chosen by WATCHWORD_STAGE.
 * A mistake in it stops the synthesis and says what to do.
 */
export type StageConfig = {
  /** Shown as the sender's name and on every page. */
  readonly senderName: string;
  /** Who runs it: gets the alarms by mail (AWS asks for a confirmation first) and DMARC's reports. */
  readonly operatorAddress: string;
  readonly mail: {
    /** The SES identity; a subdomain used for nothing else keeps its reputation apart. */
    readonly domain: string;
    /** Local part of the address that digests come from. */
    readonly digestFrom: string;
    /** Local part for confirmations and manage links; another than digests have, as Gmail asks. */
    readonly transactionalFrom: string;
    /** While SES keeps the account in its sandbox: the verified addresses that may be mailed. Empty: out of it. */
    readonly sandboxRecipients: readonly string[];
  };
  /** The site's own domain. Left out: the HTTP API's address. */
  readonly web?: {
    readonly domain: string;
    /** Of a certificate in the stack's region. Left out: one is made and validated in `hostedZone`. */
    readonly certificateArn?: string;
  };
  /** A Route 53 zone that holds the domains above: their records are then made by the deploy. */
  readonly hostedZone?: { readonly id: string; readonly name: string };
  /** Brakes on the bill. */
  readonly limits: {
    /** DynamoDB writes a second and table. 200 all day long: 200 × 86,400 × $0.625/M = $10.80. */
    readonly writesPerSecond: number;
    /** DynamoDB reads a second and table. 1,000 all day long: 1,000 × 86,400 × $0.125/M = $10.80. */
    readonly readsPerSecond: number;
  };
  /** How long logs are kept, days. */
  readonly logDays: 7 | 14 | 30 | 90;
};

/** Shipped so that a fresh clone synthesizes. Copy it under a name of your own and put your domains in. */
const example: StageConfig = {
  senderName: 'Watchword',
  operatorAddress: 'operator@example.com',
  mail: {
    domain: 'alerts.example.com',
    digestFrom: 'digest',
    transactionalFrom: 'confirm',
    sandboxRecipients: [],
  },
  limits: { writesPerSecond: 200, readsPerSecond: 1_000 },
  logDays: 30,
};

export const STAGES: Readonly<Record<string, StageConfig>> = { example };

export type Stage =
  | { readonly kind: 'stage'; readonly name: string; readonly config: StageConfig }
  /** `text` lists every mistake with its remedy. */
  | { readonly kind: 'mistaken'; readonly text: string };

/** The stage that WATCHWORD_STAGE names, checked; `example` when it names none. */
export function readStage(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stages: Readonly<Record<string, StageConfig>> = STAGES,
): Stage {
  const name = env.WATCHWORD_STAGE || 'example';
  const config = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!config) {
    const known = Object.keys(stages).join(', ');
    return {
      kind: 'mistaken',
      text: `No stage "${name}" (there are: ${known}): add it to STAGES in infra/aws/config.ts`,
    };
  }
  const mistakes = [...nameMistakes(name), ...stageMistakes(config)];
  return mistakes.length === 0
    ? { kind: 'stage', name, config }
    : {
        kind: 'mistaken',
        text: `Stage "${name}" in infra/aws/config.ts cannot be deployed:\n- ${mistakes.join('\n- ')}`,
      };
}

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const LOCAL_PART = /^[a-z0-9]+([._-][a-z0-9]+)*$/;

function nameMistakes(name: string): readonly string[] {
  return /^[a-z][a-z0-9-]{0,19}$/.test(name)
    ? []
    : [
        'its name must begin with a letter and hold at most 20 of a–z, 0–9 and -: it becomes part of resource names',
      ];
}

function stageMistakes(stage: StageConfig): readonly string[] {
  return [...mailMistakes(stage), ...webMistakes(stage), ...zoneMistakes(stage), ...limitMistakes(stage)];
}

function mailMistakes({ mail, senderName, operatorAddress }: StageConfig): readonly string[] {
  const { domain, digestFrom, transactionalFrom, sandboxRecipients } = mail;
  return [
    ...(DOMAIN.test(domain) ? [] : [`mail.domain "${domain}" is no domain name in lower case`]),
    ...[digestFrom, transactionalFrom]
      .filter((local) => !LOCAL_PART.test(local))
      .map((local) => `"${local}" is no local part: give "digest", not a whole address`),
    ...(digestFrom === transactionalFrom
      ? ['mail.digestFrom and mail.transactionalFrom are equal: Gmail asks for two addresses, choose another']
      : []),
    ...[operatorAddress, ...sandboxRecipients]
      .filter((address) => !isAddress(address))
      .map((address) => `"${address}" is no mail address`),
    ...(/^[^\p{C}"<>@]{1,60}$/u.test(senderName)
      ? []
      : ['senderName must have 1 to 60 characters without quotes, <, > or @: it stands in the From header']),
  ];
}

function webMistakes({ web, hostedZone }: StageConfig): readonly string[] {
  if (!web) return [];
  return [
    ...(DOMAIN.test(web.domain) ? [] : [`web.domain "${web.domain}" is no domain name in lower case`]),
    ...(web.certificateArn || hostedZone
      ? []
      : ['web.domain needs a certificate: give web.certificateArn, or hostedZone so that one is made']),
  ];
}

function zoneMistakes({ web, mail, hostedZone }: StageConfig): readonly string[] {
  if (!hostedZone) return [];
  return [mail.domain, ...(web ? [web.domain] : [])]
    .filter((domain) => domain !== hostedZone.name && !domain.endsWith(`.${hostedZone.name}`))
    .map(
      (domain) =>
        `"${domain}" is not in hostedZone "${hostedZone.name}": correct one, or leave hostedZone out`,
    );
}

function limitMistakes({ limits }: StageConfig): readonly string[] {
  return Object.entries(limits)
    .filter(([, value]) => !Number.isInteger(value) || value < 50)
    .map(
      ([name, value]) =>
        `limits.${name} is ${value}: less than 50 starves a single poll, give a whole number above`,
    );
}

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && !/[\s<>",]/.test(address) && DOMAIN.test(address.slice(at + 1));
}
