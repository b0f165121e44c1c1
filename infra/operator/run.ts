/**
 * Finds the command that the arguments name, reads its options, runs it, and shows what went wrong.
 * In: arguments and the streams of a process; out: the exit status, 0, 1 (a problem of the input) or 2 (usage).
 */
import { parseArgs } from 'node:util';
import { nearestOf } from '../../functions/domain/rule/nearest.ts';
import { type Command, type Context, type Options, type Outcome, type Problem, problem } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { commandHelp, overview } from './help.ts';
import { problemAsJson, problemAsText } from './show-problem.ts';

export type Io = Omit<Context, 'operands' | 'options'>;

export async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const command = findCommand(args);
  if (!command) return withoutCommand(args, io);
  const read = readArguments(command, args.slice(command.name.split(' ').length));
  if (read.kind === 'help') {
    io.print(commandHelp(command));
    return 0;
  }
  const json = wantsJson(args);
  const outcome = read.kind === 'usage' ? read : await runSafely(command, { ...io, ...read });
  if (outcome.kind === 'done') return 0;
  if (outcome.kind === 'usage') return fail(io, json, usageProblem(command, outcome.message));
  show(io, json, outcome.problem);
  return 1;
}

/** A fault (no network, no permission, a broken folder) ends the command with its message: a stack helps no operator. */
async function runSafely(command: Command, context: Context): Promise<Outcome> {
  try {
    return await command.run(context);
  } catch (fault) {
    const { name, message } = fault instanceof Error ? fault : new Error(String(fault));
    return problem({ kind: 'fault', message: name === 'Error' ? message : `${name}: ${message}` });
  }
}

function findCommand(args: readonly string[]): Command | undefined {
  return COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
}

function withoutCommand(args: readonly string[], io: Io): 0 | 2 {
  const [first] = args;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    const about = args.slice(1).filter((arg) => !arg.startsWith('-'));
    const named = COMMANDS.filter(
      ({ name }) => about.length > 0 && `${name} `.startsWith(`${about.join(' ')} `),
    );
    io.print(named.length > 0 ? named.map(commandHelp).join('\n\n') : overview(COMMANDS));
    return first === undefined ? 2 : 0;
  }
  return fail(io, wantsJson(args), unknownCommand(args));
}

function unknownCommand(args: readonly string[]): Problem {
  const words = args.slice(0, 2).filter((arg) => !arg.startsWith('-'));
  const [first = ''] = words;
  const names = COMMANDS.map(({ name }) => name);
  const sisters = names.filter((name) => name.startsWith(`${first} `));
  const near = nearestOf(words.join(' '), names) ?? nearestOf(first, names);
  const isShort = words.length < 2 && sisters.length > 0;
  return {
    kind: 'usage',
    message: isShort ? `"${first}" needs a word more.` : `There is no command "${words.join(' ')}".`,
    ...(sisters.length > 0 && { expected: sisters.join(', ') }),
    suggestion: `npm run watchword -- ${near ?? 'help'}`,
  };
}

type ReadArguments =
  | { readonly kind: 'arguments'; readonly operands: readonly string[]; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly message: string };

const OPTIONS = {
  json: { type: 'boolean' },
  title: { type: 'string' },
  tag: { type: 'string', multiple: true },
  from: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readArguments(command: Command, args: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    const { help: _, json = false, tag = [], ...others } = values;
    const foreign = Object.keys(values).find((name) => !command.options.some((option) => option === name));
    if (foreign) return { kind: 'usage', message: `"${command.name}" takes no --${foreign}.` };
    const { min, max } = command.operands;
    if (positionals.length < min)
      return { kind: 'usage', message: `"${command.name}" needs more: ${command.usage}` };
    if (positionals.length > max) {
      const surplus = positionals.slice(max).join(' ');
      return {
        kind: 'usage',
        message: `"${command.name}" cannot use: ${surplus}. Quote what belongs together.`,
      };
    }
    return { kind: 'arguments', operands: positionals, options: { json, tag, ...others } };
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    return { kind: 'usage', message: error.message };
  }
}

/** What `parseArgs` throws for arguments that it cannot read; everything else is a fault. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function usageProblem(command: Command, message: string): Problem {
  return {
    kind: 'usage',
    message: message.replace(/\.? To specify a positional argument starting with a '-'.*$/s, '.'),
    expected: `${command.name} ${command.usage}`.trim(),
    suggestion: command.name.startsWith('rule ')
      ? `put a rule that begins with - after two hyphens: npm run watchword -- ${command.name} -- '-sport arctic'`
      : `npm run watchword -- help ${command.name}`,
  };
}

function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).includes('--json');
}

function fail(io: Io, json: boolean, problem: Problem): 2 {
  show(io, json, problem);
  return 2;
}

function show(io: Io, json: boolean, problem: Problem): void {
  io.note(json ? problemAsJson(problem) : problemAsText(problem));
}
