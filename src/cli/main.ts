import { Command, CommanderError } from 'commander';
import { printable } from '../printable.js';
import { COMMIT, VERSION } from '../version.js';
import { COMMANDS, type MakeCommand } from './commands.js';
import { EXIT } from './exitCodes.js';
import { failureOf } from './failureOf.js';
import { processTerminal, type Terminal } from './terminal.js';

const VERSION_FLAGS = ['-V', '--version'];
const MORE_HELP = `
The store is the database of DATABASE_URL, or else the embedded one of GREYOAK_HOME. Commands work on it also while
"greyoak serve" runs.

Exit codes:
  0  done
  1  the input cannot be used: folder, file, date, method (the message on stderr says what to do);
     feeds run, backfill: at least one day failed;
     audit verify: the audit was changed; backup, restore: nothing was written
  2  wrong usage
  3  check, import, documents: at least one row was refused, or document not readable, and the others were accepted
  4  reproduce: at least one run was not reproduced;
     check-report: the file was changed, or the service answers otherwise now, or not all could be compared
  70 a defect of greyoak itself
`;

/**
 * Runs one command line. Errors go to stderr and are not thrown.
 *
 * @param args the arguments after the name of the program
 * @returns the exit code, as `greyoak --help` lists them
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let exitCode: number = EXIT.DONE;
  const program = new Command('greyoak')
    .description('Scores Indian stocks from 0 to 100 over six pillars, and can prove every number.')
    .version(`${VERSION} (${COMMIT})`, VERSION_FLAGS.join(', '))
    .addHelpText('after', MORE_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(printable(text)),
    });
  try {
    for (const command of await commandsFor(args)) {
      const made = command(terminal, (code) => (exitCode = code));
      for (const each of [made, ...made.commands]) {
        const names = each.commands.map((one) => one.name());
        const list = names.length === 0 ? '' : `expected one of ${names.join(', ')}; `;
        each.copyInheritedSettings(program).showHelpAfterError(`(${list}add --help to see what is expected)`);
      }
      program.addCommand(made);
    }
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
    const { code, message } = failureOf(error);
    terminal.err(`greyoak: ${message}\n`);
    return code;
  }
}

/** Loads the command that the arguments name, or else all of them, for the help and the error of an unknown name. */
async function commandsFor([first = '']: readonly string[]): Promise<MakeCommand[]> {
  if (VERSION_FLAGS.includes(first)) return [];
  const load = COMMANDS.get(first);
  if (load !== undefined) return [await load()];
  const all: MakeCommand[] = [];
  for (const loadEach of COMMANDS.values()) all.push(await loadEach());
  return all;
}
