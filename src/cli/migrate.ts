import { Command } from 'commander';
import { migrateDatabase } from '../database/migrateDatabase.js';
import { sayAwaited } from './sayAwaited.js';
import { storeSettings } from './storeSettings.js';
import { storeError } from '../database/storeError.js';
import type { Terminal } from './terminal.js';

/** `greyoak migrate [--role NAME]` */
export function migrateCommand(terminal: Terminal): Command {
  return new Command('migrate')
    .description('bring the schema of the store up to date, as the user of MIGRATION_DATABASE_URL')
    .option(
      '--role <name>',
      'the role of the service, which is granted what the service needs, and nothing else',
    )
    .action(async ({ role }: { role?: string }) => {
      const { databaseUrl, migrationUrl, home } = storeSettings(terminal);
      const run = await migrateDatabase({
        ...{ url: migrationUrl ?? databaseUrl, home, role },
        onHeld: sayAwaited(terminal),
      }).catch(async (error: Error) => {
        throw await storeError(error);
      });
      const done = run.length === 0 ? 'The schema was up to date' : `Migrations run: ${run.join(', ')}`;
      terminal.out(`${done}.${role === undefined ? '' : ` The service may connect as ${role}.`}\n`);
    });
}
