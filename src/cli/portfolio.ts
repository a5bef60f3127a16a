import { Command } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { LOCAL_USER } from '../access/caller.js';
import { Users } from '../access/users/users.js';
import { hasUsers } from '../database/hasUsers.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { dayInIndia, dayOf, isoOf } from '../market/day.js';
import { exportPortfolios } from '../portfolios/files/exportPortfolios.js';
import { importPortfolios } from '../portfolios/files/importPortfolios.js';
import { readTables } from '../portfolios/files/readTables.js';
import { printable } from '../printable.js';
import type { IsoDate } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface OwnerOption {
  readonly user?: string;
}

interface ImportingOptions extends OwnerOption {
  readonly name?: string;
  readonly asOf?: string;
  readonly cash?: string;
}

const USER = [
  '--user <email>',
  'e-mail address of the owner; needed once the store has users, before that it is the built-in user "local"',
] as const;

/** Makes `greyoak portfolio`, with a command each for what can be done. */
export function portfolioCommand(terminal: Terminal): Command {
  const command = new Command('portfolio').description('read portfolios from files, and write them to files');
  command
    .command('import')
    .description(
      'make portfolios of portfolios.csv, holdings.csv and journal.csv in a folder, or of the holdings that a broker gives ' +
        'as CSV; all or none',
    )
    .argument('<folder>', 'the folder, or one CSV file; what a file is, its header says')
    .option(...USER)
    .option('--name <name>', "the name of the portfolio of a broker's file; the file's by default")
    .option('--as-of <date>', 'the day of holdings without one; today by default')
    .option('--cash <rupees>', "the cash next to a broker's holdings; 0 by default")
    .action(async (folder: string, { user, name, asOf, cash }: ImportingOptions) => {
      const today = isoOf(dayInIndia(terminal.now()));
      const options = { name, asOf: asOf === undefined ? today : requireDay(asOf), cash, today };
      const tables = await readTables(folder);
      const imported = await withStore(
        terminal,
        async (store) =>
          importPortfolios(store, tables, options, { owner: await ownerOf(store, user), actor: NO_ACTOR }),
        { mustExist: true },
      );
      for (const { id, name: of, entries, lackedModel } of imported) {
        terminal.out(printable(`Imported portfolio ${id}, "${of}": ${entries} entries.\n`));
        if (lackedModel === null) continue;
        terminal.err(
          printable(
            `It has no model, because the owner has none named "${shown(lackedModel)}": attach one to it.\n`,
          ),
        );
      }
    });
  command
    .command('export')
    .description('write the portfolios of a user as files that "greyoak portfolio import" reads')
    .argument('<folder>', 'the new folder')
    .option(...USER)
    .action(async (folder: string, { user }: OwnerOption) => {
      const { names, entries } = await withStore(
        terminal,
        async (store) => exportPortfolios(store, await ownerOf(store, user), folder),
        { mustExist: true },
      );
      terminal.out(`Exported ${names.length} portfolios with ${entries} entries to ${printable(folder)}.\n`);
    });
  return command;
}

/** @throws UserError where the store has users, and none is named */
async function ownerOf(store: OpenDatabase, email: string | undefined): Promise<number> {
  if (email !== undefined) return (await new Users(store).find(email)).id;
  if (!(await hasUsers(store))) return LOCAL_USER;
  throw new UserError(
    'Expected --user with the e-mail address of the owner, got none: the store has users, "greyoak users list" shows them.',
  );
}

function requireDay(text: string): IsoDate {
  if (!Number.isNaN(dayOf(text))) return text as IsoDate;
  throw new UserError(`Expected --as-of as a day such as 2024-10-08, got "${shown(text)}".`);
}
