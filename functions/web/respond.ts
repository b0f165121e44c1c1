/** Turns pages and errors into answers, in the form that the client asked for. */
import type { Context } from 'hono';
import type { FieldError } from '../domain/subscriber/field-error.ts';
import type { Client, WebDeps } from './deps.ts';
import { type Page, renderPage } from './layout.ts';

export type WebContext = Context<{ Bindings: Client }>;
export type Status = 200 | 400 | 403 | 404 | 405 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

export function respondPage(
  context: WebContext,
  { sender }: Pick<WebDeps, 'sender'>,
  status: Status,
  page: Page,
) {
  return context.html(renderPage(sender, page), status);
}

/** After a change: the browser loads `path` by GET, so that a reload does nothing again. */
export function seeOther(context: WebContext, path: string) {
  return context.redirect(path, 303);
}

/** Whether the client is a program that reads JSON. */
export function wantsJson(context: WebContext): boolean {
  return (context.req.header('accept') ?? '').toLowerCase().includes('application/json');
}

/** Every error with every member: what does not apply is null. */
export function respondErrors(context: WebContext, status: Status, errors: readonly PartialError[]) {
  return context.json({ errors: errors.map((error) => ({ ...NO_ERROR, ...error })) }, status);
}

/** An error of no field at all leaves `field` out. */
export type PartialError = Pick<FieldError, 'kind' | 'message'> & Partial<FieldError>;

const NO_ERROR = {
  field: null,
  line: null,
  kind: null,
  message: null,
  offset: null,
  expected: null,
  suggestion: null,
};
