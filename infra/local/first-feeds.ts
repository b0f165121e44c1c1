/**
 * The feeds that a start brings: the demonstration feed and those of the operator's OPML file. Feeds of the file are
 * added when they are missing and never removed; the demonstration feed alone moves with the port.
 */
import { readFile } from 'node:fs/promises';
import { type OpmlFeed, readOpml } from '../../functions/adapters/opml/opml.ts';
import {
  addFeed,
  type FeedsDeps,
  importFeeds,
  listFeeds,
  removeFeed,
} from '../../functions/pipeline/feeds.ts';

export type FeedList =
  | { readonly kind: 'feeds'; readonly feeds: readonly OpmlFeed[]; readonly problems: readonly string[] }
  /** A sentence that names the file. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** Marks the demonstration feed among the others. */
const DEMO_TAG = 'Demonstration';
const DEMO_PATH = '/demo/feed.xml';

/** @param path Of an OPML file; undefined = no feeds. */
export async function readFeedList(path: string | undefined): Promise<FeedList> {
  if (path === undefined) return { kind: 'feeds', feeds: [], problems: [] };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { kind: 'unreadable', message: `The feeds of ${path} cannot be read: ${error.message}.` };
  }
  const read = readOpml(text);
  if (read.kind === 'not-opml')
    return { kind: 'unreadable', message: `${path} is no list of feeds: ${read.message}` };
  const problems = read.problems.map(({ line, message }) => `${path}, line ${line}: ${message}`);
  return { kind: 'feeds', feeds: read.feeds, problems };
}

/**
 * @param origin Of this service, when it serves the demonstration feed.
 * @returns What could not be added, a sentence each.
 */
export async function addFirstFeeds(
  deps: FeedsDeps,
  { origin, feeds }: { readonly origin: string | undefined; readonly feeds: readonly OpmlFeed[] },
): Promise<readonly string[]> {
  const demo = origin === undefined ? undefined : origin + DEMO_PATH;
  await removeDemoFeeds(deps, demo);
  if (demo) await addFeed(deps, { url: demo, title: 'Watchword demonstration news', tags: [DEMO_TAG] });
  const { refused } = await importFeeds(deps, feeds);
  return refused.map(({ url, message }) => `${url} was not added: ${message}`);
}

/** Those of an earlier start on another port, where nobody serves them any more. */
async function removeDemoFeeds(deps: FeedsDeps, except: string | undefined): Promise<void> {
  for (const { url, tags } of await listFeeds(deps)) {
    const isDemo = tags.includes(DEMO_TAG) && new URL(url).pathname === DEMO_PATH;
    if (isDemo && url !== except) await removeFeed(deps, url);
  }
}
