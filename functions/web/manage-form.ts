/** Reads the forms of the manage page into what they ask for, and says what became of it when it was not done. */
import type { FieldError } from '../domain/subscriber/field-error.ts';
import { readRules } from '../domain/subscriber/read-rules.ts';
import { readSettings } from '../domain/subscriber/read-settings.ts';
import { MAX_RULES, type Settings } from '../domain/subscriber/subscriber.ts';
import type { ManageAct, ManageOutcome } from '../pipeline/manage.ts';
import type { PostedForm } from './pages/manage-page.ts';
import type { Form } from './read-form.ts';

export const UNKNOWN_ACTION: FieldError = {
  field: 'action',
  kind: 'unknown-action',
  message: 'This form cannot be read. Nothing was changed.',
  expected: 'add, edit, end or settings',
};

/** The form as typed; undefined when it names no action of ours. */
export function postedIn(form: Form): PostedForm | undefined {
  const action = (['add', 'edit', 'end', 'settings'] as const).find((name) => name === form.get('action'));
  if (!action) return undefined;
  const names = ['id', 'rule', 'rules', 'cadence', 'hour', 'weekday', 'zone'] as const;
  return { action, ...Object.fromEntries(names.map((name) => [name, form.get(name)])) };
}

/** @param standing Settings as they are: what a form leaves out stays. */
export function readAct(
  posted: PostedForm,
  standing: Settings,
): { readonly act?: ManageAct; readonly errors: readonly FieldError[] } {
  const id = posted.id ?? '';
  switch (posted.action) {
    case 'add': {
      const read = readRules({ field: 'rules', text: posted.rules ?? '', most: MAX_RULES });
      return read.kind === 'ok' ? { act: { kind: 'add', rules: read.rules }, errors: [] } : read;
    }
    case 'edit': {
      const read = readRules({ field: 'rule', text: posted.rule ?? '', most: 1 });
      const rule = read.kind === 'ok' ? read.rules[0] : undefined;
      return rule
        ? { act: { kind: 'edit', id, rule }, errors: [] }
        : { errors: read.kind === 'ok' ? [] : read.errors };
    }
    case 'end':
      return { act: { kind: 'end', id }, errors: [] };
    case 'settings': {
      const read = readSettings(posted, standing);
      return read.kind === 'ok' ? { act: { kind: 'settings', settings: read.settings }, errors: [] } : read;
    }
  }
}

/** Why a change that was right in itself was not made, or only in part. */
export function outcomeError(
  outcome: Exclude<ManageOutcome, { kind: 'done' }>,
  { action }: PostedForm,
): FieldError {
  switch (outcome.kind) {
    case 'over':
      return {
        field: 'rules',
        kind: 'too-many-rules',
        message: `You may have ${MAX_RULES} rules. These were left out: ${outcome.over.map(({ text }) => text).join('; ')}. End others to make room.`,
        expected: `at most ${MAX_RULES} rules`,
      };
    case 'unknown-rule':
      return {
        field: 'id',
        kind: 'unknown-rule',
        message: 'This rule is not among yours any more. Nothing was changed.',
        expected: 'the id of a rule on this page',
      };
    case 'full':
      return {
        field: action === 'settings' ? 'cadence' : 'rule',
        kind: 'too-many-changes',
        message: 'Too much was changed since the last mail. Try again after the next one.',
      };
  }
}
