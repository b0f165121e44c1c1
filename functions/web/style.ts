/**
 * The one stylesheet of all pages, inline in each (a page is one request) and allowed by its hash alone. Colours and
 * sizes are those of the mails; contrast is above 4.5 : 1 in both schemes.
 */
import { sha256Source } from './inline-source.ts';

const LIGHT = `--ground:#fbfaf7;--card:#fff;--ink:#1c1b19;--muted:#5c5952;--link:#0b4f8a;--line:#dedad0;--edge:#85817a;--mark:#ffe9a8;--accent:#0f6b5c;--on-accent:#fff;--warning:#8a3b12`;
const DARK = `--ground:#161718;--card:#1e2022;--ink:#ece9e2;--muted:#a9a59b;--link:#8cc2f5;--line:#35383b;--edge:#777c80;--mark:#5b4708;--accent:#6fcab8;--on-accent:#10201d;--warning:#f0a37a`;

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
.page{max-width:42.5rem;margin:0 auto;padding:1.25rem 1.25rem 4rem}
header{display:flex;justify-content:space-between;align-items:center;flex-wrap:wrap;gap:0 1.5rem;margin-bottom:1.75rem}
header a{display:inline-flex;align-items:center;min-height:2.75rem;font-size:.9375rem}
header a.name{color:var(--accent);font-weight:700;font-size:1.0625rem;text-decoration:none}
nav{display:flex;gap:1.25rem}
nav a{color:var(--muted)}
footer{margin-top:3rem;padding-top:1.25rem;border-top:1px solid var(--line);color:var(--muted);font-size:.875rem}
footer p{margin:0 0 .5rem}
h1{margin:0 0 .5rem;font-size:2rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem;line-height:1.25}
p{margin:0 0 1rem}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
.lead{color:var(--muted);margin-bottom:2rem}
.muted,.hint{color:var(--muted)}
.hint,.small{font-size:.9375rem}
.hint{margin:.375rem 0 0}
code,kbd,textarea,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9375em}
code{padding:.1em .35em;border:1px solid var(--line);border-radius:.25rem;background:var(--card)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.25rem}
.field{margin:0 0 1.5rem;min-width:0}
label{display:block;margin-bottom:.375rem;font-weight:650}
.field>.hint{margin:-.25rem 0 .5rem}
input,select,textarea{display:block;width:100%;min-height:2.875rem;padding:.5625rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
textarea{min-height:6.25rem;font:1rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;resize:vertical}
select{appearance:none;padding-right:2.25rem;text-overflow:ellipsis;background:var(--card) linear-gradient(var(--muted),var(--muted)) no-repeat right 1.15rem center/0 0}
.select{position:relative}
.select::after{content:"";position:absolute;right:.95rem;top:50%;width:.5rem;height:.5rem;margin-top:-.4rem;border:solid var(--muted);border-width:0 2px 2px 0;transform:rotate(45deg);pointer-events:none}
input.code{max-width:12rem;font-size:1.5rem;letter-spacing:.25em;font-variant-numeric:tabular-nums}
[aria-invalid=true]{border:2px solid var(--warning)}
.when{display:flex;flex-wrap:wrap;gap:0 1rem}
.when .field{flex:1 1 8rem}
form:has([name=cadence] [value=immediate]:checked) .hour,form:has([name=cadence] [value=hourly]:checked) .hour,form:has([name=cadence] option:not([value=weekly]):checked) .weekday{display:none}
button{min-height:2.875rem;padding:.625rem 1.25rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--on-accent);font:inherit;font-size:1rem;font-weight:600;line-height:1.35;cursor:pointer}
button:hover{filter:brightness(1.08)}
button.quiet{background:none;border-color:var(--edge);color:var(--ink)}
button.danger{background:none;border-color:var(--warning);color:var(--warning)}
button.fix{display:inline;min-height:2.75rem;padding:.5rem 0;border:0;background:none;color:var(--link);font-weight:400;font-size:.9375rem;text-align:left;text-decoration:underline;text-underline-offset:.15em}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
.after{margin-top:1rem;color:var(--muted);font-size:.9375rem}
.error{margin:.75rem 0 0;padding:.125rem 0 .125rem .875rem;border-left:4px solid var(--warning)}
.error p{margin:0;color:var(--warning)}
.error .line{display:block;margin:0;padding:0;border:0;background:none;color:var(--ink);line-height:2.4;white-space:pre-wrap}
.at{position:relative}
.caret{position:absolute;left:0;top:1.05em;line-height:1;font-weight:700;color:var(--warning)}
.summary{margin:0 0 2rem;padding:1rem 1.25rem;border:1px solid var(--warning);border-left-width:4px;border-radius:.5rem;background:var(--card)}
.summary h2{margin:0 0 .375rem;font-size:1.0625rem;color:var(--warning)}
.summary ul{margin:0;padding-left:1.25rem}
.summary a{color:var(--warning)}
.note{margin:0 0 2rem;padding:.875rem 1.25rem;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:.5rem;background:var(--card)}
.note p:last-child{margin:0}
details{margin:0}
summary{display:inline-flex;align-items:center;min-height:2.75rem;color:var(--link);font-size:.9375rem;text-decoration:underline;text-underline-offset:.15em;cursor:pointer}
summary::marker,summary::-webkit-details-marker{content:"";display:none}
details[open]>summary{color:var(--muted)}
dl.rules{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.5rem 1rem;margin:.25rem 0 0;font-size:.9375rem}
dl.rules dt,dl.rules dd{margin:0}
dl.rules dd{color:var(--muted)}
@media(max-width:30rem){dl.rules{grid-template-columns:1fr;gap:.125rem}dl.rules dd{margin-bottom:.625rem}}
ul.plain{margin:0 0 1.5rem;padding:0;list-style:none}
ul.plain>li{padding:.75rem 0;border-top:1px solid var(--line)}
ul.plain>li:last-child{border-bottom:1px solid var(--line)}
ul.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.5rem;padding:0;list-style:none}
.row{display:flex;justify-content:space-between;align-items:center;gap:.25rem 1rem;flex-wrap:wrap}
.row details[open]{flex-basis:100%}
.row .reading{display:block;margin-top:.25rem}
.row form{margin:.25rem 0 .75rem}
.entry{padding:1.5rem 0;border-top:1px solid var(--line)}
.entry h2{margin:0;font-size:1.125rem;line-height:1.35}
.entry h2 a{text-decoration:none;font-weight:650}
.entry h2 a:hover{text-decoration:underline}
.entry p{margin:.25rem 0 0}
.entry .meta{color:var(--muted);font-size:.9375rem}
.entry .snippet{margin-top:.5rem}
.entry .why{margin-top:.625rem;color:var(--muted);font-size:.875rem}
.entry[dir=rtl] .why,.entry[dir=rtl] .meta{direction:ltr;text-align:right}
mark{padding:.05em .15em;border-radius:.2em;background:var(--mark);color:var(--ink);font-weight:650}
.box{margin:.5rem 0 2rem;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);font-size:.9375rem}
.box p{margin:0 0 .375rem}
.box p:last-child{margin:0}
.warning{color:var(--warning)}
@media(max-width:30rem){h1{font-size:1.75rem}header{margin-bottom:1.25rem}}
@media(forced-colors:active){mark{outline:1px solid}.caret{forced-color-adjust:auto}}
@media print{header nav,footer,form{display:none}}
`;

/** What the Content-Security-Policy names this stylesheet by. */
export const STYLE_SOURCE = sha256Source(STYLE);
