/** The shape of a demonstration article: written for the product, the same in every edition but for number and address. */
import type { Html } from '../../../functions/domain/html.ts';

export type DemoArticle = {
  /** Last part of the permalink: `[a-z0-9-]+`. */
  readonly slug: string;
  /** Plain text, without the edition's number. */
  readonly headline: string;
  /** Plain text, a sentence or two. */
  readonly summary: string;
  readonly author: string;
  readonly categories: readonly string[];
  /** What the feed carries as `content:encoded` and the page shows. `origin` makes the picture's address absolute. */
  readonly body: (origin: string) => Html;
};
