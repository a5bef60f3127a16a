import { join } from 'node:path';
import { Command } from 'commander';
import { requireKnown } from '../backup/requireKnown.js';
import { restoreBackup } from '../backup/restoreBackup.js';
import { verifyBackup } from '../backup/verifyBackup.js';
import { configuredDocuments } from '../companies/documents/store/configuredDocuments.js';
import { exists } from '../database/embedded/files.js';
import { migrateStore } from '../database/migrateStore.js';
import { readMigrations } from '../database/readMigrations.js';
import { requireServiceRole } from '../database/roles/requireServiceRole.js';
import { takeEarlyJobs } from '../jobs/takeEarlyJobs.js';
import { readSettings, type Settings } from '../settings.js';
import { endedBySignals } from './endedBySignals.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withOwner } from './withOwner.js';

/** `greyoak restore FOLDER [--role NAME]` */
export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description(
      'load a backup into an empty store: a new GREYOAK_HOME, or an empty database of DATABASE_URL',
    )
    .argument('<folder>', 'folder that "greyoak backup" has written')
    .option(
      '--role <name>',
      'the role of the service, which is granted what the service needs, as by "migrate"',
    )
    .action(async (folder: string, { role }: { readonly role?: string }) => {
      const settings = readSettings(terminal.env);
      const files = configuredDocuments(settings);
      const progress = progressOn(terminal);
      try {
        const manifest = await verifyBackup(folder, (table, done, total) =>
          progress.show(`${table} verified`, done, total),
        );
        requireKnown(manifest.migrations, await readMigrations(), 'the backup');
        const run = await withOwner(terminal, 'restore', async ({ pool, service }) => {
          const roles = [service, role].filter((name) => name !== null && name !== undefined);
          for (const name of roles) await requireServiceRole(pool, name);
          await endedBySignals((signal) =>
            restoreBackup(pool, folder, manifest, { files, signal, onProgress: progress.show }),
          );
          const migrations = await migrateStore(pool, roles);
          await takeEarlyJobs(pool);
          return migrations;
        });
        progress.stop();
        const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
        terminal.out(
          `Restored ${rows} rows, as the store was at ${manifest.takenAt}.\n` +
            (run.length === 0 ? '' : `Migrations run: ${run.join(', ')}.\n`) +
            `${(await whatIsLeft(settings, role)).map((line) => `- ${line}\n`).join('')}`,
        );
      } finally {
        progress.stop();
      }
    });
}

/** What a backup does not have, and the operator sees to. */
async function whatIsLeft({ access, databaseUrl, home }: Settings, role?: string): Promise<string[]> {
  const keyFile = join(home, 'auth-key');
  return [
    ...(databaseUrl !== undefined && role === undefined
      ? ['Grant what the service needs: greyoak migrate --role NAME.']
      : []),
    ...(databaseUrl !== undefined || access.authKey !== null || (await exists(keyFile))
      ? ['AUTH_KEY must be that of the former store; with another one, the audit cannot be verified.']
      : [
          `Before the first start, copy the file auth-key of the former home to ${keyFile}, or set AUTH_KEY; with another ` +
            'one, the audit cannot be verified.',
        ]),
    'All users sign in again, and files of exports are to be made again.',
    'API keys and users are as they were: revoke again what was revoked since ("greyoak keys list", "greyoak users list").',
  ];
}
