/**
 * The keys of a deployment on AWS: three SecureString parameters under `<path>/keys`. A ring is one parameter, so
 * that a rotation is one write; its value is `id:base64` a key, newest first, joined by commas. CloudFormation cannot
 * make such parameters, so the operator's `init` does.
 */
import {
  GetParametersCommand,
  ParameterAlreadyExists,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Key, Keyring } from '../../domain/token/keyring.ts';
import type { Random } from '../../ports/random.ts';

/** AES-256 and HMAC-SHA-256 both take 32 bytes. */
const KEY_BYTES = 32;

const NAMES = ['tokens', 'addresses', 'address-hash'] as const;
type Name = (typeof NAMES)[number];

type Deps = {
  readonly client: Pick<SSMClient, 'send'>;
  /** Of the deployment: `/watchword/STAGE`. */
  readonly path: string;
};

/** A client whose calls end in time. Region and credentials are the SDK's own sources'. */
export function createSsmClient(): SSMClient {
  return new SSMClient({
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}

/** @throws when a parameter is missing or not of the form that `createKeys` writes, naming it and the remedy. */
export async function loadKeyring({ client, path }: Deps): Promise<Keyring> {
  const answer = await client.send(
    new GetParametersCommand({ Names: NAMES.map((name) => `${path}/keys/${name}`), WithDecryption: true }),
  );
  const values = new Map(answer.Parameters?.map(({ Name, Value }) => [Name, Value]));
  const ring = (name: Name) => parseRing(`${path}/keys/${name}`, values.get(`${path}/keys/${name}`));
  const [addressHash] = ring('address-hash');
  return { tokens: ring('tokens'), addresses: ring('addresses'), addressHash: addressHash.secret };
}

/** Makes the keys that are missing and leaves those that are there, so that it may be run again. */
export async function createKeys(deps: Deps & { readonly random: Random }): Promise<'created' | 'there'> {
  const made = [];
  for (const name of NAMES) made.push(await createKey(deps, name));
  return made.includes(true) ? 'created' : 'there';
}

async function createKey({ client, path, random }: Deps & { readonly random: Random }, name: Name) {
  const secret = Buffer.from(random.bytes(KEY_BYTES)).toString('base64');
  try {
    await client.send(
      new PutParameterCommand({
        Name: `${path}/keys/${name}`,
        Value: `1:${secret}`,
        Type: 'SecureString',
        Overwrite: false,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ParameterAlreadyExists) return false;
    throw error;
  }
}

function parseRing(parameter: string, value: string | undefined): readonly [Key, ...Key[]] {
  if (value === undefined) {
    throw new Error(`No parameter ${parameter}: run \`npm run watchword -- init\` with WATCHWORD_STAGE set`);
  }
  const [first, ...others] = value.split(',').map((part) => parseKey(parameter, part));
  if (!first) throw new Error(`${parameter} holds no key`);
  return [first, ...others];
}

/** The message names the parameter and never its value. */
function parseKey(parameter: string, text: string): Key {
  const [, id, base64] = /^(\d{1,3}):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? [];
  if (!id || !base64)
    throw new Error(`${parameter} is not a list of id:base64 with ${KEY_BYTES} bytes a key`);
  return { id: Number(id), secret: new Uint8Array(Buffer.from(base64, 'base64')) };
}
