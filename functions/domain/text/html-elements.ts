/** What HTML elements are to a reader of plain text. Names in lower case. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** End a paragraph on both sides. */
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot ' +
    'th thead tr ul',
);
const VOIDS = words(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr',
);
/** Not the article's text: controls and their boilerplate, code, fallbacks for what is shown otherwise, ruby readings. */
const DROPPED = words(
  'applet audio button canvas datalist form frameset head iframe math noembed noframes noscript object option rp rt rtc ' +
    'script select style svg template textarea title video xmp',
);

export function isBlock(name: string): boolean {
  return BLOCKS.has(name);
}

export function isVoid(name: string): boolean {
  return VOIDS.has(name);
}

export function isDropped(name: string): boolean {
  return DROPPED.has(name);
}

/** A `style` attribute that takes the element out of sight. */
export function isHidden(style: string): boolean {
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}
