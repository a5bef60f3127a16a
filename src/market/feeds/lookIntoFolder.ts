import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Job } from '../../jobs/task.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { admit } from './admit.js';
import type { DayOutcome } from './dayOutcome.js';
import type { Feed, FolderPlace } from './feed.js';
import { feedNow } from './feedNow.js';
import { lockFeed } from './feedRow.js';
import type { FeedServices } from './feedServices.js';
import type { ImportedFromFeed } from './importFile.js';
import { importFetched } from './importFetched.js';
import { isJobRunning } from './isJobRunning.js';
import { listFolder, type ListedFile } from './listFolder.js';
import { noteFiles } from './noteFiles.js';
import { readStillFile } from './readStillFile.js';
import { recordAttempt } from './recordOutcome.js';
import { recordTaking, wasTaken } from './recordTaking.js';
import { sha256Of } from './sha256Of.js';

type FetchJob = Job<{ readonly feeds: FeedServices }>;

/** How often the import of a file is begun. */
const MOST_TRIES = 5;

/** BUSY: another job looks into the folder now. */
export type Look = 'DONE' | 'BUSY' | 'WAITS';

/**
 * Takes the files of a watched folder that are new or were corrected, and stand still. Each is recorded when it is imported,
 * so that a job that is killed goes on with the file at which it was.
 */
export async function lookIntoFolder(feed: Feed, place: FolderPlace, job: FetchJob): Promise<Look> {
  const { pool, signal } = job;
  const begun = await beginLook(feed, job);
  if (begun !== 'DONE') return begun;
  try {
    const ready = await readyFiles(feed, place, job);
    for (const file of ready) {
      signal.throwIfAborted();
      if (await isPaused(pool, feed)) return 'WAITS';
      await takeFile(feed, place, file, job);
    }
    return 'DONE';
  } finally {
    await pool
      .query('UPDATE feeds SET looking_job = NULL WHERE name = $1 AND looking_job = $2', [feed.name, job.id])
      .catch(() => undefined);
  }
}

function beginLook(feed: Feed, { pool, id, services }: FetchJob): Promise<Look> {
  return inLocked(pool, feed, services.feeds, async (client, row, now) => {
    const { lookingJob } = row;
    if (row.paused) return 'WAITS';
    if (lookingJob !== null && lookingJob !== Number(id) && (await isJobRunning(client, lookingJob)))
      return 'BUSY';
    const { refusedReason } = await admit(client, feed, row, now);
    if (refusedReason !== null) return 'WAITS';
    await client.query('UPDATE feeds SET looking_job = $2 WHERE name = $1', [feed.name, id]);
    return 'DONE';
  });
}

/** A look may have thousands of files before it when its feed is paused. */
async function isPaused(pool: pg.Pool, { name }: Feed): Promise<boolean> {
  const { rows } = await pool.query<{ paused: boolean }>('SELECT paused FROM feeds WHERE name = $1', [name]);
  return rows.at(0)?.paused ?? false;
}

/** Lists the folder; a folder that cannot be read is a failure of the feed, and has no files. */
async function readyFiles(
  feed: Feed,
  { folder }: FolderPlace,
  { pool, services }: FetchJob,
): Promise<readonly ListedFile[]> {
  const { feeds } = services;
  try {
    const files = await listFolder(folder);
    return await inLocked(pool, feed, feeds, (client, _row, now) =>
      noteFiles(client, feed.name, files, feeds.stillMs, now),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const outcome = failed(error.message, true);
    await inLocked(pool, feed, feeds, (client, row, now) => recordAttempt(client, feed, row, outcome, now));
    return [];
  }
}

async function takeFile(feed: Feed, { folder }: FolderPlace, file: ListedFile, job: FetchJob): Promise<void> {
  const { pool, services } = job;
  const { name } = file;
  const record = async (sha256: string, result: ImportedFromFeed): Promise<void> => {
    const { rows, batches, refusedReason } = result;
    await inLocked(pool, feed, services.feeds, async (client, row, now) => {
      await recordTaking(client, feed, file, sha256, result, now);
      const outcome: DayOutcome =
        refusedReason === null
          ? { kind: 'TAKEN', rows, batches, validators: { etag: null, lastModified: null, sha256 } }
          : failed(`${shown(name)}: ${refusedReason}`, false);
      await recordAttempt(client, feed, row, outcome, now);
    });
    // The feed shows its last error only, and the next file may be a good one.
    if (refusedReason !== null)
      job.log.warn({ feed: feed.name, file: name, reason: refusedReason }, 'a file was refused');
  };
  const none = { days: [], rows: 0, batches: [] };
  let bytes: Uint8Array | null;
  try {
    bytes = await readStillFile(folder, file, feed.maxBytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await record('', { ...none, refusedReason: error.message });
    return;
  }
  if (bytes === null) return;
  const sha256 = sha256Of(bytes);
  if (await wasTaken(pool, feed, name, sha256)) {
    await pool.query(
      'UPDATE feed_files SET is_done = true WHERE feed = $1 AND name = $2 AND size = $3 AND modified = $4',
      [feed.name, name, file.size, file.modified],
    );
    return;
  }
  if ((await countTry(pool, feed, name, 1)) > MOST_TRIES) {
    const refusedReason = `Expected to import it, but its worker ended ${MOST_TRIES} times: import it by hand, and see the log.`;
    await record(sha256, { ...none, refusedReason });
    return;
  }
  let result: ImportedFromFeed;
  try {
    result = await importFetched(services.feeds.importFile, feed, { name, bytes }, null, job);
  } catch (error) {
    // It failed for a reason that passes, so that the try does not count.
    await countTry(pool, feed, name, -1).catch(() => undefined);
    throw error;
  }
  await record(sha256, result);
}

/** Counts a try before it, so that a file which ends each of its workers comes to an end. */
async function countTry(pool: pg.Pool, feed: Feed, name: string, by: number): Promise<number> {
  const { rows } = await pool.query<{ tries: number }>(
    'UPDATE feed_files SET tries = tries + $3 WHERE feed = $1 AND name = $2 RETURNING tries',
    [feed.name, name, by],
  );
  return rows.at(0)?.tries ?? 0;
}

const failed = (reason: string, isOfSource: boolean): DayOutcome => ({
  kind: 'FAILED',
  reason,
  retryAfterMs: null,
  isWorthRetrying: true,
  isOfSource,
});

/** Runs work in one transaction that holds the row of the feed. */
function inLocked<Result>(
  pool: pg.Pool,
  { name }: Feed,
  { now: clock }: FeedServices,
  work: (client: pg.PoolClient, row: Awaited<ReturnType<typeof lockFeed>>, now: Date) => Promise<Result>,
): Promise<Result> {
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const now = await feedNow(client, clock);
      return work(client, await lockFeed(client, name, now), now);
    }),
  );
}
