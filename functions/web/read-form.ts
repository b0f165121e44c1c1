/** Reads a posted form, urlencoded or multipart, up to a size. Files in it are passed over. */

/** Ten rules of a hundred words are 8 kB; nobody types more. */
export const MAX_BODY_BYTES = 16_384;

export type Form = {
  /** The field as typed; the first, when it comes several times; undefined when it does not come. */
  get(name: string): string | undefined;
};

export type ReadForm =
  | { readonly kind: 'ok'; readonly form: Form }
  | { readonly kind: 'too-large' | 'unsupported' | 'malformed' };

export async function readForm(request: Request): Promise<ReadForm> {
  const bytes = await readBytes(request);
  if (!bytes) return { kind: 'too-large' };
  const contentType = request.headers.get('content-type') ?? '';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (bytes.length === 0) return { kind: 'ok', form: { get: () => undefined } };
  if (type === 'application/x-www-form-urlencoded') {
    const fields = new URLSearchParams(new TextDecoder().decode(bytes));
    return { kind: 'ok', form: { get: (name) => fields.get(name) ?? undefined } };
  }
  if (type === 'multipart/form-data') return readMultipart(bytes, contentType);
  return { kind: 'unsupported' };
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<ReadForm> {
  try {
    const fields = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    return { kind: 'ok', form: { get: (name) => textOf(fields.get(name)) } };
  } catch (error) {
    // The Fetch standard's answer to a body that is no multipart.
    if (error instanceof TypeError) return { kind: 'malformed' };
    throw error;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Undefined when there are more than MAX_BODY_BYTES, whatever Content-Length says. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
