import { Command, CommanderError } from 'commander';
import { printable } from '../printable.js';
import { COMMIT, VERSION } from '../version.js';
import { auditCommand } from './audit.js';
import { backfillCommand } from './backfill.js';
import { backtestCommand } from './backtest.js';
import { backupCommand } from './backup.js';
import { checkCommand } from './check.js';
import { documentsCommand } from './documents.js';
import { EXIT } from './exitCodes.js';
import { exportCommand } from './export.js';
import { failureOf } from './failureOf.js';
import { feedsCommand } from './feeds.js';
import { importCommand } from './import.js';
import { migrateCommand } from './migrate.js';
import { keysCommand } from './keys.js';
import { rebalanceCommand } from './rebalance.js';
import { portfolioCommand } from './portfolio.js';
import { reproduceCommand } from './reproduce.js';
import { restoreCommand } from './restore.js';
import { peersCommand } from './peers.js';
import { riskCommand } from './risk.js';
import { sampleCommand } from './sample.js';
import { schemaCommand } from './schema.js';
import { scoreCommand } from './score.js';
import { serveCommand } from './serve.js';
import { processTerminal, type Terminal } from './terminal.js';
import { usersCommand } from './users.js';
import { validateCommand } from './validate.js';
import { whyCommand } from './why.js';
import { webhookCommand } from './webhook.js';

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
  4  reproduce: at least one run was not reproduced
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
    .version(`${VERSION} (${COMMIT})`)
    .addHelpText('after', MORE_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(printable(text)),
    });
  for (const command of [
    serveCommand,
    migrateCommand,
    importCommand,
    documentsCommand,
    feedsCommand,
    backfillCommand,
    scoreCommand,
    riskCommand,
    peersCommand,
    portfolioCommand,
    rebalanceCommand,
    whyCommand,
    reproduceCommand,
    exportCommand,
    backtestCommand,
    validateCommand,
    checkCommand,
    sampleCommand,
    schemaCommand,
    usersCommand,
    keysCommand,
    auditCommand,
    webhookCommand,
    backupCommand,
    restoreCommand,
  ]) {
    const made = command(terminal, (code) => (exitCode = code));
    for (const each of [made, ...made.commands]) {
      const names = each.commands.map((one) => one.name());
      const list = names.length === 0 ? '' : `expected one of ${names.join(', ')}; `;
      each.copyInheritedSettings(program).showHelpAfterError(`(${list}add --help to see what is expected)`);
    }
    program.addCommand(made);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
    const { code, message } = failureOf(error);
    terminal.err(`greyoak: ${message}\n`);
    return code;
  }
}
