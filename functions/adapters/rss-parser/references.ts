/**
 * Decodes the references of XML text once: character references, the entities that the document declares, and the names
 * of HTML, which feeds use undeclared. Whatever else follows an `&` stays as it stands.
 */
import { decodeHTMLStrict } from 'entities';

export type DecodeReferences = (raw: string) => string;

export function createDecoder(entities: ReadonlyMap<string, string>): DecodeReferences {
  if (entities.size === 0) return (raw) => (/&[#a-z]/i.test(raw) ? decodeHTMLStrict(raw) : raw);
  return (raw) =>
    raw.includes('&')
      ? raw.replace(
          /&#?[\w.-]{1,64};/g,
          (reference) => entities.get(reference.slice(1, -1)) ?? decodeHTMLStrict(reference),
        )
      : raw;
}
