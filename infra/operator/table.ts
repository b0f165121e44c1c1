/** Aligned columns for a terminal. */

/**
 * Lines of a table: a heading and the rows, columns two spaces apart, no space at the end of a line. Widths count
 * code points, so wide characters may shift a line.
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  return lines.map((line) =>
    line
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return [...text].length;
}

/** Text of one line, free of control characters (a feed's title must not drive a terminal), cut with an ellipsis. */
export function cell(text: string, limit: number): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const characters = [...plain];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : plain;
}

/** Minutes matter to an operator, seconds do not: `2026-05-20 12:00` in UTC; a dash for null. */
export function minute(iso: string | null): string {
  return iso === null ? '–' : iso.slice(0, 16).replace('T', ' ');
}
