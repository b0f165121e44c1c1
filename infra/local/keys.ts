/**
 * The keys of a local service, in a file that only its owner may read. Made once: whoever comes second reads what the
 * first one made, and a folder with data but without keys is refused, since no address in it could be read again.
 */
import { access, chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Key, Keyring } from '../../functions/domain/token/keyring.ts';
import type { Random } from '../../functions/ports/random.ts';
import type { DataFolder } from './data-folder.ts';

/** AES-256 and HMAC-SHA-256 both take 32 bytes. */
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;

type KeysFile = {
  readonly tokens: readonly KeyText[];
  readonly addresses: readonly KeyText[];
  readonly addressHash: string;
};
/** `secret` in base64. */
type KeyText = { readonly id: number; readonly secret: string };

export type Keys = { readonly keyring: Keyring; readonly made: boolean };

/** @throws Error with the remedy when the file cannot be used. */
export async function openKeys(folder: DataFolder, random: Random): Promise<Keys> {
  const made = !(await exists(folder.keys)) && (await makeKeys(folder, random));
  const { mode } = await stat(folder.keys);
  if ((mode & 0o077) !== 0) await chmod(folder.keys, OWNER_ONLY);
  return { keyring: parseKeys(folder.keys, await readFile(folder.keys, 'utf8')), made };
}

/** @returns false when another process was faster. */
async function makeKeys({ keys, database }: DataFolder, random: Random): Promise<boolean> {
  if (await exists(database)) {
    throw new Error(
      `${keys} is missing, and without it the addresses in ${database} cannot be read. Put it back, or delete the folder to start over.`,
    );
  }
  await mkdir(dirname(keys), { recursive: true });
  const secret = () => Buffer.from(random.bytes(KEY_BYTES)).toString('base64');
  const file: KeysFile = {
    tokens: [{ id: 1, secret: secret() }],
    addresses: [{ id: 1, secret: secret() }],
    addressHash: secret(),
  };
  const draft = `${keys}.${Buffer.from(random.bytes(6)).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: OWNER_ONLY, flush: true });
  try {
    await link(draft, keys);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

function parseKeys(path: string, text: string): Keyring {
  try {
    const { tokens, addresses, addressHash } = JSON.parse(text) as KeysFile;
    return {
      tokens: tokens.map(readKey),
      addresses: addresses.map(readKey),
      addressHash: bytes(addressHash),
    };
  } catch {
    // The cause would quote the file, and so a secret.
    throw new Error(`${path} does not hold the keys that a first start writes. Put back a copy of it.`);
  }
}

function readKey({ id, secret }: KeyText): Key {
  return { id, secret: bytes(secret) };
}

function bytes(base64: string): Uint8Array {
  const decoded = new Uint8Array(Buffer.from(base64, 'base64'));
  if (decoded.length !== KEY_BYTES) throw new Error(`a key has ${decoded.length} bytes`);
  return decoded;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
