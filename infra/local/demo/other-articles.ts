/**
 * Demonstration articles about other things. None holds a word of the main article's subjects, so a digest that
 * shows one of them to somebody who asked for those shows a fault.
 */
import { html } from '../../../functions/domain/html.ts';
import type { DemoArticle } from './demo-article.ts';

const author = 'Watchword demonstration desk';

export const OTHER_ARTICLES: readonly DemoArticle[] = [
  {
    slug: 'late-goal-decides-cup-final',
    headline: 'Late goal decides the cup final',
    summary: 'A substitute scores in the ninety-first minute after a match that both sides could have won.',
    author,
    categories: ['Sport', 'Football'],
    body: () => html`<p>For ninety minutes the final was a lesson in patience. The home side kept the ball, the visitors
kept their shape, and the goalkeepers kept everything else. Then a substitute who had been on the pitch for less than
six minutes met a corner at the near post and turned it in with the outside of his boot.</p>
<p>“We practise that on Thursdays and it never works,” the coach said. His colleague on the other bench found the
defeat easy to explain: two clear chances before the break, both put over the bar. The cup goes to the winners for the
third time; the losers go home with the better statistics.</p>`,
  },
  {
    slug: 'library-reopens-with-longer-hours',
    headline: 'City library reopens with longer hours',
    summary: 'After two years of building work the reading room opens at seven in the morning.',
    author,
    categories: ['Local', 'Culture'],
    body: () => html`<p>The glass roof no longer leaks, the lift works, and the reading room has its old green lamps
back. From Monday the city library is open from seven in the morning until ten at night, and on Sundays from noon.</p>
<p>The change that readers asked for most costs nothing: fines for late books have been abolished. In the two towns
that tried it before, more books came back, not fewer. The children’s floor has its own entrance now, and a wooden
ship on which reading aloud is allowed at any hour.</p>`,
  },
  {
    slug: 'how-to-rescue-a-split-sauce',
    headline: 'How to rescue a split sauce',
    summary: 'A spoonful of cold water, a clean bowl and a little courage.',
    author,
    categories: ['Food'],
    body: () => html`<p>A hollandaise splits when it is too hot, or when the butter comes too fast. Take it off the heat,
put a spoonful of cold water into a clean bowl, and whisk the broken sauce into it drop by drop, as if you were
beginning again. In most cases you are not: the egg has not set, it has only let go.</p>
<p>If there are grains in it, the egg has set, and no whisk helps. Pass it through a sieve, call it scrambled, and serve
it on toast. Nobody at the table will know, and those who do will be too polite to say so.</p>`,
  },
  {
    slug: 'swifts-return-to-the-old-brewery',
    headline: 'Swifts return to the old brewery',
    summary:
      'Volunteers count forty-one pairs under the eaves, more than in any year since the counts began.',
    author,
    categories: ['Nature'],
    body: () => html`<p>They came on the second of May, within an hour of each other, and made themselves heard at once.
Forty-one pairs of swifts are nesting under the eaves of the old brewery this year. When the counts began in 1998 there
were nine.</p>
<p>The builders who renewed the façade left the holes open that the birds had used before, and hung thirty boxes beside
them. A swift spends almost its whole life in the air, eating and sleeping on the wing; it needs a wall for seven weeks
a year, but it wants the same one.</p>`,
  },
];
