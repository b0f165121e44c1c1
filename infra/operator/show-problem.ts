/** A problem as a person or a program reads it, on standard error. */
import type { Problem } from './command.ts';

/** One line: `{"error":{kind,message,offset,expected,suggestion}}`, null for what does not apply. */
export function problemAsJson(problem: Problem): string {
  const { kind, message, offset = null, expected = null, suggestion = null } = problem;
  return JSON.stringify({ error: { kind, message, offset, expected, suggestion } });
}

/** The message, what was expected, and what to type instead, a line each; or the text that the problem brings. */
export function problemAsText({ message, expected, suggestion, text }: Problem): string {
  if (text !== undefined) return text;
  const lines = [message];
  if (expected !== undefined) lines.push(`Expected: ${expected}`);
  if (suggestion !== undefined) lines.push(`Try: ${suggestion}`);
  return lines.join('\n');
}
