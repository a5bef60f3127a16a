/** A store with feeds, in which time passes as a test says. Jobs run when they are due by the clock of the test. */
import type { Database } from '../../../src/database/database.js';
import type { Feed } from '../../../src/market/feeds/feed.js';
import type { FeedServices } from '../../../src/market/feeds/feedServices.js';
import type { FetchPayload } from '../../../src/market/feeds/fetchJob.js';
import type { GivenFile, ImportFile } from '../../../src/market/feeds/importFile.js';
import { parseFeeds } from '../../../src/market/feeds/loadFeeds.js';
import { fetchFeed } from '../../../src/market/tasks/fetchFeed.js';
import { runFeeds } from '../../../src/market/tasks/runFeeds.js';
import type { IsoDate } from '../../../src/scoring/names.js';

export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An importer of files of which each line is a day and a number: each line is a row, and `bad` refuses the file. */
export function fakeImporter(): {
  importFile: ImportFile;
  readonly files: GivenFile[];
  readonly rows: Map<string, string>;
} {
  const files: GivenFile[] = [];
  const rows = new Map<string, string>();
  let batch = 0;
  const importFile: ImportFile = async (file, { expectedDay }) => {
    const lines = Buffer.from(file.bytes).toString('utf8').trim().split('\n');
    const days = [...new Set(lines.map((line) => line.split(',')[0]))] as IsoDate[];
    if (lines[0] === 'bad')
      return { days: [], rows: 0, batches: [], refusedReason: 'Expected rows, got "bad".' };
    if (expectedDay !== null && !days.includes(expectedDay)) {
      return { days, rows: 0, batches: [], refusedReason: `Expected rows of ${expectedDay}.` };
    }
    files.push(file);
    for (const line of lines) rows.set(...(line.split(',') as [string, string]));
    return { days, rows: lines.length, batches: [++batch], refusedReason: null };
  };
  return { importFile, files, rows };
}

/** Parses feeds with these lines each; waits are short, and half of their random part is taken. */
export const feedsFrom = (yaml: string, env: Readonly<Record<string, string>> = {}): readonly Feed[] =>
  parseFeeds(yaml, 'feeds.yaml', env);

export class FeedWorld {
  readonly importer = fakeImporter();
  readonly services: FeedServices;
  #job = 0;

  constructor(
    readonly database: Database,
    readonly feeds: readonly Feed[],
    public now: Date,
    options: Partial<FeedServices> = {},
  ) {
    this.services = {
      feeds,
      importFile: (file, given) => this.importer.importFile(file, given),
      ...{ catchUp: 5, recheck: 1, stillMs: 30_000, env: process.env, random: () => 1 },
      now: () => this.now,
      ...options,
    };
  }

  /** Does what the schedule does each minute. */
  async tick(): Promise<void> {
    await runFeeds.run({}, this.job('0'));
  }

  job(id = String(++this.#job), signal = new AbortController().signal) {
    const { pool } = this.database;
    // Neither task has a lock, so that they use no connection of one.
    const client = undefined as never;
    return {
      id,
      pool,
      client,
      signal,
      progress: () => undefined,
      log: silent,
      services: { feeds: this.services },
    };
  }

  /** Runs the jobs that are due, one after another, with those that they enqueue. */
  async work(): Promise<void> {
    for (;;) {
      const payload = await this.take();
      if (payload === null) return;
      await fetchFeed.run(payload, this.job());
    }
  }

  /** Takes a job that is due from the queue. */
  async take(): Promise<FetchPayload | null> {
    const { rows } = await this.database.pool.query<{ id: number; key: string }>(
      `SELECT id, key FROM graphile_worker.jobs WHERE task_identifier = 'fetch_feed'
         -- A job that is due at once is due by the clock of the database, which is years ahead of that of the test.
         AND (run_at <= $1 OR run_at > now() - interval '1 day')
       ORDER BY priority, run_at, id LIMIT 1`,
      [this.now],
    );
    if (rows.length === 0) return null;
    await this.database.pool.query('SELECT graphile_worker.complete_jobs($1)', [[rows[0].id]]);
    const [, feed, day] = rows[0].key.split(' ');
    return { feed, ...(day !== undefined && { day: day as IsoDate }) };
  }

  /** Lets time pass until a time in India, such as "2024-10-08 19:00", with a tick each so many minutes. */
  async passTo(time: string, minutes = 10): Promise<void> {
    const end = indian(time);
    while (this.now < end) {
      const { rows } = await this.database.pool.query<{ at: Date | null }>(
        `SELECT min(run_at) AS at FROM graphile_worker.jobs WHERE task_identifier = 'fetch_feed' AND run_at > $1`,
        [this.now],
      );
      const step = this.now.getTime() + minutes * 60_000;
      this.now = new Date(Math.min(step, end.getTime(), rows[0].at?.getTime() ?? Infinity));
      await this.tick();
      await this.work();
    }
  }

  async day(feed: string, day: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { rows } = await this.database.pool.query<Record<string, unknown>>(
      `SELECT status, attempts, misses, rows, error FROM feed_days WHERE feed = $1 AND day = $2`,
      [feed, day],
    );
    return rows[0];
  }

  async state(feed: string): Promise<Readonly<Record<string, unknown>>> {
    const { rows } = await this.database.pool.query<Record<string, unknown>>(
      `SELECT breaker, failures, outcomes, last_result AS "lastResult", last_error AS "lastError", quota_used AS "quotaUsed"
       FROM feeds WHERE name = $1`,
      [feed],
    );
    return rows[0];
  }
}

/** Returns the instant of a time in India. */
export const indian = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+05:30`);

/** Forgets all of feeds. */
export async function forgetFeeds({ pool }: Database): Promise<void> {
  await pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  for (const table of ['backfills', 'feed_takings', 'feed_files', 'feed_days', 'feed_hosts', 'feeds']) {
    await pool.query(`DELETE FROM ${table}`);
  }
}
