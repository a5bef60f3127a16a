import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { parentOf } from '../processes/cpuTime.js';
import { startEmbedded } from '../../src/database/embedded/startEmbedded.js';
import { guardPool } from '../../src/database/guardPool.js';
import { migrateAs } from '../../src/database/migrateAs.js';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { dayInIndia } from '../../src/market/day.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { seedSample } from '../../src/runs/seedSample.js';
import { print } from './report.js';

/** A score of the newest run. */
export interface ScoredStock {
  readonly ticker: string;
  readonly run_id: number;
  readonly stock_id: number;
  readonly sector_id: number;
}

/** The store that GreyOak and its peers read. */
export interface BenchStore extends Pick<OpenDatabase, 'pool'> {
  /** The name of its market. */
  readonly what: string;
  /** For the role of the service. */
  readonly url: string;
  /** For the owner of the schema, who may make other tables. */
  readonly ownerUrl: string;
  readonly owner: Pick<pg.Pool, 'query'>;
  /** The process id of its PostgreSQL; 0 where the system does not tell. */
  readonly postmaster: number;
  /** The scores for investors of the newest run, the best first. */
  readonly stocks: readonly ScoredStock[];
  /** The last scored days, the newest first. */
  readonly days: readonly string[];
  /** How many scores are stored. */
  readonly rows: number;
  readonly close: () => Promise<void>;
}

/** How many days pages are drawn from. */
const DAYS = 20;

/**
 * Starts a PostgreSQL in a temporary folder and fills it.
 *
 * @param folder an import folder; undefined stands for the sample market, which is copied from the home that
 *   GREYOAK_BENCH_SAMPLE names, if it names one
 */
export async function openStore(folder: string | undefined): Promise<BenchStore> {
  const temporary = await makeTemporary();
  const home = join(temporary, 'store');
  const sample = folder === undefined ? process.env['GREYOAK_BENCH_SAMPLE'] : undefined;
  // The server makes the files its own when it starts.
  if (sample !== undefined) await cp(sample, home, { recursive: true });
  return openIn(
    home,
    (opened) => fill(opened, folder),
    () => rm(temporary, { recursive: true, force: true }),
  );
}

/** Makes a folder in which an embedded PostgreSQL can run. */
export async function makeTemporary(): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'greyoak-bench-'));
  // For root, PostgreSQL runs as another user, which has to get through this folder to its data.
  await chmod(temporary, 0o711);
  return temporary;
}

/** Fills an empty home with the sample market. */
export async function fillSample(home: string): Promise<void> {
  const store = await openIn(
    home,
    (opened) => fill(opened, undefined),
    () => Promise.resolve(),
  );
  await store.close();
}

/**
 * Starts the PostgreSQL of a home that `greyoak` has filled. Benchmarks only read from it.
 *
 * @param home its absolute path; no other process may use it
 */
export const openHome = (home: string): Promise<BenchStore> =>
  openIn(
    home,
    () => Promise.resolve(home),
    () => Promise.resolve(),
  );

async function openIn(
  home: string,
  filled: (opened: OpenDatabase) => Promise<string>,
  remove: () => Promise<void>,
): Promise<BenchStore> {
  const server = await startEmbedded(home);
  const { host, port, user, database } = server.connection;
  const urlOf = (role: string) =>
    `postgres://${role}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  // Servers run as the role of the service, as in production.
  await migrateAs(server.owner, [user]);
  const [url, ownerUrl] = [urlOf(user), urlOf(server.owner.user)];
  const owner = guardPool(new pg.Pool(server.owner));
  const opened = await openDatabase({ url, home: '/' });
  const close = async () => {
    await owner.end();
    await opened.close();
    await server.stop();
    await remove();
    await rm(host, { recursive: true, force: true });
  };
  try {
    const what = await filled(opened);
    return { what, url, ownerUrl, owner, pool: opened.pool, close, ...(await contents(opened)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill({ pool }: OpenDatabase, folder: string | undefined): Promise<string> {
  const setup = await loadSetup();
  if (folder === undefined) {
    await seedSample(pool, setup, { info: () => undefined });
    return 'The sample market';
  }
  print(`Importing and scoring ${folder}.`);
  await importFolder(pool, folder, { today: dayInIndia(new Date()) });
  await updateFeatures(pool);
  await scoreSpan(pool, setup);
  return folder;
}

async function contents({ pool }: OpenDatabase) {
  const days = await pool.query<{ readonly day: string; readonly run_id: number }>(
    `SELECT day, run_id FROM scored_days WHERE mode = 'INVESTOR' ORDER BY day DESC LIMIT $1`,
    [DAYS],
  );
  const stocks = await pool.query<ScoredStock>(
    `SELECT stocks.ticker, scores.run_id, scores.stock_id, scores.sector_id
     FROM scores JOIN stocks ON stocks.id = scores.stock_id
     WHERE scores.run_id = $1 AND scores.mode = 'INVESTOR' ORDER BY scores.value DESC, stocks.ticker`,
    [days.rows[0].run_id],
  );
  const { rows } = await pool.query<{ readonly backend: number; readonly scores: number }>(
    'SELECT pg_backend_pid() AS backend, (SELECT count(*) FROM scores) AS scores',
  );
  return {
    days: days.rows.map(({ day }) => day),
    stocks: stocks.rows,
    rows: rows[0].scores,
    postmaster: parentOf(rows[0].backend),
  };
}
