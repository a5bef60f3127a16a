import type pg from 'pg';
import type { ListedFile } from './listFolder.js';

/**
 * Notes the files that lie in a watched folder, and returns those that may be taken: they are not empty, have not been taken as
 * they are, and stood still since an earlier look. We compare looks by the clock of the database, because the times of files
 * may be of another machine.
 *
 * @returns oldest first, so that a corrected file follows the one that it corrects
 */
export async function noteFiles(
  client: pg.ClientBase,
  feed: string,
  files: readonly ListedFile[],
  stillMs: number,
  now: Date,
): Promise<readonly ListedFile[]> {
  const names = files.map(({ name }) => name);
  await client.query('DELETE FROM feed_files WHERE feed = $1 AND name <> ALL ($2)', [feed, names]);
  await client.query(
    `INSERT INTO feed_files AS known (feed, name, size, modified, since)
     SELECT $1, name, size, modified, $5 FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS f (name, size, modified)
     ON CONFLICT (feed, name) DO UPDATE
       SET size = excluded.size, modified = excluded.modified, since = excluded.since, tries = 0, is_done = false
       WHERE (known.size, known.modified) IS DISTINCT FROM (excluded.size, excluded.modified)`,
    [feed, names, files.map(({ size }) => size), files.map(({ modified }) => modified), now],
  );
  const { rows } = await client.query<ListedFile>(
    `SELECT name, size, modified::text AS modified FROM feed_files
     WHERE feed = $1 AND NOT is_done AND size > 0 AND since <= $2 ORDER BY feed_files.modified, name`,
    [feed, new Date(now.getTime() - stillMs)],
  );
  return rows;
}
