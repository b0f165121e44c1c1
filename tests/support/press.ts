/**
 * Publishers for tests: a FeedFetcher whose feeds a test fills, edits and breaks. Documents are JSON Feed, so the
 * product's own reader reads them. Conditional requests work as on a careful server.
 */
import { hash } from '../../functions/domain/hash.ts';
import type { FeedFetcher, FetchResult } from '../../functions/ports/feed-fetcher.ts';

export type Item = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly url?: string;
};

export class Press implements FeedFetcher {
  readonly requests: string[] = [];
  readonly #items = new Map<string, Item[]>();
  readonly #broken = new Map<string, Exclude<FetchResult, { kind: 'modified' }>>();

  /** Adds items to the top of a feed, or makes the feed. */
  publish(url: string, ...items: readonly Item[]): void {
    this.#items.set(url, [...items, ...(this.#items.get(url) ?? [])]);
  }

  /** Replaces the item of the same id. */
  edit(url: string, item: Item): void {
    this.#items.set(
      url,
      (this.#items.get(url) ?? []).map((old) => (old.id === item.id ? item : old)),
    );
  }

  /** Lets a feed answer with this until it is mended. */
  break(url: string, result: Exclude<FetchResult, { kind: 'modified' }>): void {
    this.#broken.set(url, result);
  }

  mend(url: string): void {
    this.#broken.delete(url);
  }

  async fetch({ url, validators }: Parameters<FeedFetcher['fetch']>[0]): Promise<FetchResult> {
    this.requests.push(url);
    const broken = this.#broken.get(url);
    if (broken) return broken;
    const items = this.#items.get(url);
    if (!items) return { kind: 'failed', how: 'http-error', detail: `GET ${url}: 404 Not Found` };
    const body = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: `Feed of ${new URL(url).host}`,
      items: items.map((item) => ({
        id: item.id,
        url: item.url ?? `${new URL(url).origin}/${item.id}`,
        title: item.title,
        content_html: `<p>${item.body}</p>`,
      })),
    });
    const etag = `"${hash(body)}"`;
    if (validators.etag === etag) return { kind: 'not-modified' };
    return {
      kind: 'modified',
      body: Buffer.from(body),
      contentType: 'application/feed+json',
      validators: { etag },
      finalUrl: url,
    };
  }
}
