/** The plain text of a digest's mail: complete in itself, every link in full, marked words between asterisks. */
import type { MarkedText } from '../matcher/match-row.ts';
import type { DigestLinks } from './digest-html.ts';
import type { DigestView } from './digest-view.ts';
import type { EntryView } from './entry-view.ts';
import { piecesOf } from './marked-pieces.ts';
import type { Sender } from './sender.ts';
import { digestTexts as texts } from './texts-en.ts';

const RULE = '-'.repeat(40);

/** @param listed how many entries the HTML lists: the text lists the same. */
export function digestText(view: DigestView, sender: Sender, links: DigestLinks, listed: number): string {
  const doors = [`${texts.manage}: ${links.manage}`, `${texts.unsubscribe}: ${links.unsubscribe}`];
  const unlisted = view.entries.length - listed;
  const paragraphs = [
    [view.heading, view.window],
    doors,
    missed(view.missed, links.missed),
    view.namesAll ? [] : view.rules.map(({ name, entries }) => texts.perRule(name, entries)),
    ...view.entries.slice(0, listed).flatMap((entry) => [[RULE], ...entryText(entry)]),
    [RULE],
    unlisted > 0 ? [`${texts.more(unlisted)}: ${links.web}`] : [],
    [view.coverage.checked, ...view.coverage.failing],
    [view.reason],
    [`${texts.readOnWeb}: ${links.web}`, ...doors],
    [sender.postalAddress],
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function missed(labels: readonly string[], pages: readonly string[]): readonly string[] {
  const lines = labels.flatMap((label, index) =>
    pages[index] === undefined ? [] : [`${label}: ${pages[index]}`],
  );
  if (lines.length === 0) return [];
  return [lines.length === 1 ? texts.missedOne : texts.missedMany, ...lines];
}

/** The headline is left unmarked, so that it can be searched for and copied. */
function entryText({ title, link, meta, notes, snippets, why }: EntryView): readonly (readonly string[])[] {
  return [
    [title.text, ...(link ? [link.href] : []), [...meta, ...notes].join(' · ')],
    snippets.map(marked),
    why.map(({ rules, where }) => `${rules.map((rule) => `[${rule}]`).join(' ')} ${where}`.trimEnd()),
  ];
}

function marked(text: MarkedText): string {
  return piecesOf(text)
    .map((piece) => (piece.marked ? `*${piece.text}*` : piece.text))
    .join('');
}
