/** Reads what was posted, or answers why it cannot be read. */

import type { WebDeps } from './deps.ts';
import { type Problem, problemPage } from './pages/problem-page.ts';
import { type Form, readForm } from './read-form.ts';
import { respondErrors, respondPage, type Status, type WebContext, wantsJson } from './respond.ts';

const STATUS = { 'too-large': 413, unsupported: 415, malformed: 400 } as const;

/** @param act Answers the form. */
export async function withForm(
  context: WebContext,
  deps: Pick<WebDeps, 'sender'>,
  act: (form: Form) => Promise<Response>,
): Promise<Response> {
  const read = await readForm(context.req.raw);
  return read.kind === 'ok' ? act(read.form) : respondProblem(context, deps, STATUS[read.kind], read.kind);
}

export function respondProblem(
  context: WebContext,
  deps: Pick<WebDeps, 'sender'>,
  status: Status,
  problem: Problem,
): Response {
  const page = problemPage(problem);
  if (wantsJson(context))
    return respondErrors(context, status, [{ kind: problem, message: `${page.title}.` }]);
  return respondPage(context, deps, status, page);
}
