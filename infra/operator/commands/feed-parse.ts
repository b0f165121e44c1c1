/** `feed parse FILE|URL`: a feed document as Watchword sees it. */
import { createHttpFeedFetcher } from '../../../functions/adapters/http/feed-fetcher.ts';
import { createFeedReader } from '../../../functions/adapters/rss-parser/feed-reader.ts';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import {
  type DocumentDescription,
  describeDocument,
} from '../../../functions/domain/feed/describe-document.ts';
import type { FetchResult } from '../../../functions/ports/feed-fetcher.ts';
import type { ReadRequest } from '../../../functions/ports/feed-reader.ts';
import { type Command, type Context, DONE, type Outcome, problem } from '../command.ts';
import { readInputFile } from '../read-input-file.ts';
import { cell, minute, table } from '../table.ts';

export const feedParse: Command = {
  name: 'feed parse',
  usage: 'FILE|URL [--json]',
  summary: 'read a document as Watchword does, without storing anything',
  examples: ['feed parse https://example.org/feed.xml', 'feed parse feed.xml --json'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run(context) {
    const [name = ''] = context.operands;
    const document = /^https?:\/\//i.test(name)
      ? await fetchDocument(context, name)
      : await fileDocument(context, name);
    if (document.kind === 'problem') return document;
    const read = await createFeedReader().read(document.request);
    if (read.kind === 'not-a-feed') return problem({ kind: 'not-a-feed', message: read.reason });
    const description = describeDocument(read.document);
    if (context.options.json) context.print(JSON.stringify(description));
    else for (const line of asText(description)) context.print(line);
    return DONE;
  },
};

type Document =
  | { readonly kind: 'document'; readonly request: ReadRequest }
  | Extract<Outcome, { readonly kind: 'problem' }>;

/** A file does not say where it came from: its relative links stay unresolved. */
async function fileDocument(context: Context, name: string): Promise<Document> {
  const file = await readInputFile(context, name);
  if (file.kind === 'problem') return file;
  return { kind: 'document', request: { body: file.bytes, url: 'about:blank' } };
}

async function fetchDocument({ allowOrigins }: Context, url: string): Promise<Document> {
  const fetcher = createHttpFeedFetcher({ clock: systemClock, allowOrigins });
  const result = await fetcher.fetch({ url, validators: {} });
  if (result.kind !== 'modified') return unfetched(result, url);
  const { body, contentType, finalUrl } = result;
  const type = contentType !== undefined && { contentType };
  return { kind: 'document', request: { body, url: finalUrl, ...type } };
}

function unfetched(result: Exclude<FetchResult, { kind: 'modified' }>, url: string): Document {
  if (result.kind === 'not-modified') {
    const message = 'The host says that nothing has changed, although it was not told what is known.';
    return { kind: 'problem', problem: { kind: 'http-error', message } };
  }
  const kind = result.kind === 'failed' ? result.how : result.kind;
  const onLoopback = kind === 'forbidden' && /^https?:\/\/(localhost|127\.|\[::1\])/i.test(url);
  const suggestion = `WATCHWORD_ALLOW_ORIGINS=${new URL(url).origin} npm run watchword -- feed parse ${url}`;
  return { kind: 'problem', problem: { kind, message: result.detail, ...(onLoopback && { suggestion }) } };
}

function asText({ feed, entries, repairs }: DocumentDescription): readonly string[] {
  const rows = entries.map(({ publishedAt, title, url }) => [
    minute(publishedAt),
    cell(title, 60) || '–',
    cell(url ?? '–', 80),
  ]);
  return [
    `${cell(feed.title, 80) || 'No title'} (${feed.kind}${feed.language ? `, ${feed.language}` : ''}), ${entries.length} entries${feed.complete ? '' : ', incomplete'}`,
    ...repairs.map((repair) => `Repaired: ${cell(repair, 200)}`),
    ...(rows.length > 0 ? ['', ...table(['Published (UTC)', 'Title', 'Address'], rows)] : []),
  ];
}
