/** Help: an overview of all commands, and what one command takes, with examples that can be pasted. */
import type { Command } from './command.ts';

const PREFIX = 'npm run watchword --';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => signature(command).length));
  return [
    `Usage: ${PREFIX} COMMAND …`,
    '',
    ...commands.map((command) => `  ${signature(command).padEnd(width)}  ${command.summary}`),
    '',
    'Results go to standard output, problems to standard error. Exit status 1 is a problem of the input, 2 of usage.',
    'A rule that begins with a hyphen goes after two hyphens: rule explain -- "-sport arctic".',
    '',
    'Which service: the one that runs on DATA_DIR (default: data), else the data folder itself; with WATCHWORD_STAGE',
    'set, the deployment of that name on AWS.',
    '',
    `More: ${PREFIX} help COMMAND`,
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    `${signature(command)}`,
    `  ${command.summary}`,
    ...command.examples.map((example) => `  ${PREFIX} ${example}`),
  ].join('\n');
}

function signature({ name, usage }: Command): string {
  return `${name} ${usage}`.trim();
}
