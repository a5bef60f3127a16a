/**
 * The tables that a backup leaves out. It also leaves out unlogged tables, which hold counts of the last minute. Every
 * other table of the schema is in it, so that a table of a later migration is as well.
 */
export const LEFT_OUT: readonly string[] = [
  // A sign-in that was ended, or a link that was used, after the backup must not work again.
  'sessions',
  'access_tokens',
  'password_links',
  // Their files are not in the backup.
  'exports',
  // Of jobs that run.
  'job_progress',
  // The manifest has the names of the migrations.
  'kysely_migration',
  'kysely_migration_lock',
];
