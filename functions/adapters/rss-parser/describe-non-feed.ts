/** What a document is that is no feed, as a sentence for the operator. */
import { htmlText } from '../../domain/text/html-text.ts';
import { oneLine } from './clean-text.ts';

/** Enough to know a page by. */
const MAX_QUOTE = 80;
/** A page's title stands near its start; what follows is not searched. */
const MAX_HEAD = 65_536;

const KNOWN_ROOTS: Readonly<Record<string, string>> = {
  opml: 'a list of feeds (OPML)',
  urlset: 'a sitemap',
  sitemapindex: 'a list of sitemaps',
  error: 'an error message',
  svg: 'a picture',
};

/** @param text begins with what is no white space. @param root tag of the outermost element; empty when there is none. */
export function describeNonFeed(text: string, root: string): string {
  const head = text.slice(0, MAX_HEAD);
  if (root === 'html' || /^<!doctype\s+html/i.test(head) || /<(?:head|body)[\s>]/i.test(head)) {
    const title = /<title[^>]{0,200}>([^<]{1,400})/i.exec(head)?.[1] ?? '';
    const line = quote(htmlText(title).text.text);
    return line === '' ? 'It is a web page, no feed.' : `It is a web page with the title “${line}”, no feed.`;
  }
  if (root !== '') {
    const known = Object.hasOwn(KNOWN_ROOTS, root) ? `, ${KNOWN_ROOTS[root]}` : '';
    return `Its outermost element is <${quote(root)}>${known}; a feed begins with <rss>, <feed> or <rdf:RDF>.`;
  }
  return `It is neither XML nor JSON; it begins with “${quote(head)}”.`;
}

function quote(text: string): string {
  const line = oneLine(text.slice(0, 4 * MAX_QUOTE));
  return line.length <= MAX_QUOTE ? line : `${line.slice(0, MAX_QUOTE).replace(/[\ud800-\udbff]$/, '')}…`;
}
