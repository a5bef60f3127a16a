import type pg from 'pg';
import type { Manifest } from './manifest.js';

/**
 * Ids that signed tokens and links name, which outlive the store that gave them: after a restore, the next one must not be
 * an id that was given after the backup.
 */
const SIGNED: readonly string[] = ['sessions.id', 'exports.id', 'reports.id'];
/** More than are given between a backup and its loss. */
const SKIPPED = 10_000_000;

/** Lets each identity column go on from where it was. */
export async function restoreSequences(client: pg.ClientBase, { sequences }: Manifest): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    const next = (last ?? 0) + (SIGNED.includes(name) ? SKIPPED : 0);
    if (next === 0) continue;
    const [table, column] = name.split('.');
    await client.query('SELECT setval(pg_get_serial_sequence(quote_ident($1), $2), $3)', [
      table,
      column,
      next,
    ]);
  }
}
