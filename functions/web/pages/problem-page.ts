/** Pages for what went wrong before any form was read, each with what to do next. */
import { html } from '../../domain/html.ts';
import type { Page } from '../layout.ts';

export type Problem =
  | 'not-found'
  | 'not-allowed'
  | 'other-site'
  | 'too-large'
  | 'unsupported'
  | 'malformed'
  | 'fault';

export function problemPage(problem: Problem): Page {
  const { title, text } = PROBLEMS[problem];
  return {
    title,
    main: html`<h1>${title}</h1><p class="lead">${text}</p><p><a href="/">Go to the start</a></p>`,
  };
}

const PROBLEMS: Readonly<Record<Problem, { readonly title: string; readonly text: string }>> = {
  'not-found': {
    title: 'There is no such page',
    text: 'The link may be cut off: copy it as a whole into the address field of your browser.',
  },
  'not-allowed': {
    title: 'This page does not work that way',
    text: 'Open it in a browser and use its buttons.',
  },
  'other-site': {
    title: 'This came from another site',
    text: 'A form on another site tried to act here in your name. Nothing was done.',
  },
  'too-large': {
    title: 'This is too much at once',
    text: 'A form may hold 16 kB. Nothing was saved: go back, shorten the rules or send fewer, and try again.',
  },
  unsupported: {
    title: 'This is not a form',
    text: 'Send the fields as application/x-www-form-urlencoded or multipart/form-data.',
  },
  malformed: {
    title: 'This form cannot be read',
    text: 'It arrived damaged. Go back and send it again.',
  },
  fault: {
    title: 'Something broke on our side',
    text: 'It was noted. Go back and try again in a minute; doing the same twice does no harm.',
  },
};
