/**
 * How mails look. Colours and sizes stand inline, because one Gmail webmail and Outlook for Windows know no `<style>`;
 * classes carry the dark scheme alone. Contrast on its ground is above 4.5 : 1 for each colour of text, in both
 * schemes. Every declaration is sent once per element, so each is as short as it can be.
 */
import { type Html, raw } from '../html.ts';

/** Mail clients cut quotes in fonts at times; CSS names of several words need none. */
const FONTS = 'system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Helvetica,Arial,sans-serif';
const MONOSPACE = 'ui-monospace,Menlo,Consolas,monospace';

/** Inline styles by the part that has them. */
export const STYLE = {
  ground: `margin:0;padding:0;background:#fbfaf7;color:#1c1b19`,
  column: `max-width:600px;margin:0 auto;padding:24px 20px 40px;font:16px/1.5 ${FONTS};color:#1c1b19;overflow-wrap:anywhere`,
  preheader: 'display:none;max-height:0;overflow:hidden;mso-hide:all',
  top: 'margin:0;font-size:14px',
  brand: 'color:#0f6b5c',
  topLinks: 'float:right',
  topLink: 'color:#5c5952;margin-left:12px',
  h1: 'margin:20px 0 4px;font-size:24px;line-height:1.25;letter-spacing:-.01em',
  lead: 'margin:0 0 24px;font-size:14px;color:#5c5952',
  text: 'margin:0 0 16px',
  entry: 'border-top:1px solid #dedad0',
  h2: 'margin:22px 0 4px;font-size:18px;line-height:1.3',
  headline: 'color:#0b4f8a;text-decoration:none',
  meta: 'margin:0;font-size:14px;color:#5c5952',
  snippet: 'margin:8px 0 0',
  mark: 'background:#ffe9a8;color:#1c1b19',
  why: 'margin:8px 0 22px;font-size:13px;line-height:1.7;color:#5c5952',
  tag: `border:1px solid #dedad0;font:12px ${MONOSPACE};color:#1c1b19`,
  box: 'margin:8px 0 24px;border:1px solid #dedad0;border-radius:8px;background:#fff;font-size:14px',
  // Outlook for Windows knows no padding but in tables: what stands in the box keeps its own distance.
  boxLine: 'margin:14px 18px',
  warning: 'margin:-8px 18px 14px;color:#8a3b12',
  more: 'margin:20px 0 24px',
  aside: 'margin:0 0 16px;font-size:14px;color:#5c5952',
  letterLead: 'margin:12px 0 16px',
  foot: 'margin:0 0 12px;font-size:13px;color:#5c5952',
  link: 'color:#0b4f8a',
  action: 'color:#0b4f8a;font-size:18px;font-weight:bold',
  codeLead: 'margin:0',
  code: `margin:0 0 16px;font:bold 28px/1.3 ${MONOSPACE};letter-spacing:.12em`,
} as const;

/** What the inline styles cannot say. `!important` because they would win otherwise. */
export const SHEET: Html = raw(`
:root{color-scheme:light dark;supported-color-schemes:light dark}
h1,h2{text-wrap:balance}
.m{border-radius:3px;padding:1px 3px}
.t{display:inline-block;border-radius:4px;padding:1px 6px}
body{-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media(prefers-color-scheme:dark){
.g{background:#161718!important;color:#ece9e2!important}
.i{color:#ece9e2!important}
.u{color:#a9a59b!important}
.l{color:#8cc2f5!important}
.a{color:#6fcab8!important}
.w{color:#f0a37a!important}
.r{border-color:#35383b!important}
.t{border-color:#4a4e52!important;color:#ece9e2!important}
.b{border-color:#35383b!important;background:#1e2022!important}
.m{background:#5b4708!important;color:#ece9e2!important}
}
`);

/** Outlook for Windows takes the first font it knows, knows no maximal width, and draws a table instead. */
export const OUTLOOK = {
  head: raw(
    `<!--[if mso]><style>*{font-family:"Segoe UI",Arial,sans-serif!important}code{font-family:Consolas,monospace!important}</style><![endif]-->`,
  ),
  before: raw(
    '<!--[if mso]><table role="presentation" align="center" width="600" cellpadding="20" cellspacing="0"><tr><td><![endif]-->',
  ),
  after: raw('<!--[if mso]></td></tr></table><![endif]-->'),
};
