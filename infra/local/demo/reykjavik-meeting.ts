/**
 * The main demonstration article, about a real meeting of May 2021, in our own words. It is made to tempt a careless
 * matcher: the words worth a rule stand in the running text alone; the picture's caption and alternative text and the
 * comment form around nothing of substance hold some of them too, and some words that stand nowhere else.
 */
import { html } from '../../../functions/domain/html.ts';
import type { DemoArticle } from './demo-article.ts';

/** Stand in the caption, the alternative text or the comment form and nowhere else: no rule on them may match. */
export const DECOY_WORDS = ['trawlers', 'quayside', 'gangway', 'netiquette', 'pseudonym'] as const;

export const REYKJAVIK_MEETING: DemoArticle = {
  slug: 'first-meeting-in-reykjavik',
  headline: 'Blinken and Lavrov meet for the first time, in Reykjavik',
  summary:
    'The two top diplomats spoke for almost two hours in a concert hall by the sea. Both called the talks useful; neither claimed a breakthrough.',
  author: 'Watchword demonstration desk',
  categories: ['World', 'Diplomacy'],
  body: (
    origin,
  ) => html`<p>REYKJAVIK – The American secretary of state, Antony Blinken, and the Russian foreign
minister, Sergei Lavrov, have held their first face-to-face meeting since the change of government in Washington. They
met on a Wednesday evening in May 2021 in the Harpa concert hall, while ministers from eight countries were gathering
in Iceland’s capital for a session of the Arctic Council.</p>
<figure><img src="${origin}/demo/harbour.svg" width="640" height="300" alt="Two ships below a wide evening sky; a gangway leads down to the pier">
<figcaption>Trawlers at the quayside of the old Reykjavik harbour, where Arctic cruises begin. Drawing: Watchword.</figcaption></figure>
<p>Mr Blinken opened with a sentence that he had used before: his country wanted a predictable and stable relationship,
and would answer if Moscow acted against it or its allies. Mr Lavrov replied that there were serious differences of
view, that they had to be discussed honestly and with respect, and that his side was ready to talk about everything
without exception.</p>
<h2>A pipeline under the Baltic Sea</h2>
<p>Hours before the meeting, the State Department had sent a report to Congress about Nord Stream 2, the nearly
finished gas pipeline from Russia to Germany. It named Russian ships and companies that would be punished for their
part in laying the pipe. But it waived sanctions against the company behind the project and its German chief
executive, in the national interest of the United States, as it said. Berlin was relieved. Members of both American
parties were not, and Kyiv, which stood to lose income from the transit of gas, asked for an explanation.</p>
<p>Mr Lavrov did not need to ask for one. A spokesman in Moscow called the decision a positive signal and added that a
signal alone was not yet a policy.</p>
<h2>Soldiers in the far north</h2>
<p>The council was founded to deal with the environment, shipping and the life of the peoples of the north, and leaves
military matters out. They came up all the same. Mr Blinken warned of growing military activity in the Arctic, which
in his words raises the danger of accidents and undermines the aim of a peaceful future for the region. He also
objected to Russian rules for ships on the Northern Sea Route, which do not fit the law of the sea as Washington reads
it.</p>
<p>Mr Lavrov had answered that charge two days earlier, before he boarded his aircraft. It had long been clear to
everybody, he said, that this was Russian land and Russian water, and what the armed forces did there was lawful. He
proposed that the chiefs of the general staffs of the eight countries should meet again, as they had until 2014.</p>
<h2>Prisoners and closed counters</h2>
<p>The American side raised the cases of two citizens held in Russia, Paul Whelan and Trevor Reed, both former marines,
and asked that they be allowed to return home to their families. Mr Whelan was serving sixteen years for espionage,
Mr Reed nine years after a scuffle with police officers; both have denied the charges.</p>
<p>A smaller quarrel may be felt by more people. After mutual expulsions in the spring, Moscow had forbidden the American
embassy to employ local staff. The embassy stopped most of its consular services: fewer visas, fewer passports
renewed, fewer hands in an emergency. Diplomats of both sides were told to look for a way to let the missions work
again.</p>
<h2>What comes next</h2>
<p>Officials who were in the room described the tone as businesslike. The two men also spoke about Iran, North Korea,
Afghanistan and Nagorno-Karabakh, where their interests meet more often than their public words suggest. The harder
question was whether their presidents would sit down together the following month. Neither minister gave a date; both
said they would report home and prepare suggestions.</p>
<p>On Thursday Iceland handed the chair of the council to Russia for two years. Its secretary had a wooden gavel ready,
and a statement of common aims that all eight countries had signed.</p>
<form action="${origin}/demo/comments" method="post"><p>Your opinion on sanctions, the Arctic and everything else:
please keep to the netiquette. Choose a pseudonym; the comments are read by nobody, since this is a demonstration.</p>
<textarea name="comment" disabled>Comment</textarea></form>`,
};
