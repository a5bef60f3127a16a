import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/database/embedded/startEmbedded.js';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { dayInIndia } from '../../src/market/day.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { seedSample } from '../../src/runs/seedSample.js';
import { print } from '../harness/report.js';
import type { ScoredStock } from './benchTables.js';

/** A store that GreyOak and all peers read. */
export interface BenchStore extends Pick<OpenDatabase, 'pool'> {
  /** Which market it holds. */
  readonly what: string;
  readonly url: string;
  /** Of its PostgreSQL. */
  readonly postmaster: number;
  /** The scores for investors of the newest run. */
  readonly stocks: readonly ScoredStock[];
  /** The last scored days, the newest first. */
  readonly days: readonly string[];
  readonly rows: number;
  readonly close: () => Promise<void>;
}

/** As many days as pages are drawn from. */
const DAYS = 20;

export async function openStore(
  folder: string | undefined,
  home: string | undefined,
  postmasterOf: (backend: number) => number,
): Promise<BenchStore> {
  const temporary = home === undefined ? await mkdtemp(join(tmpdir(), 'greyoak-bench-')) : null;
  // Where we are root, PostgreSQL runs as somebody else, and would put its data elsewhere.
  if (temporary !== null) await chmod(temporary, 0o711);
  const server = await startEmbedded(home ?? join(temporary ?? '', 'store'));
  const { host, port, user, database } = server.connection;
  const url = `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  const opened = await openDatabase({ url, home: '/' });
  const close = async () => {
    await opened.close();
    await server.stop();
    if (temporary === null) return;
    await rm(temporary, { recursive: true, force: true });
    await rm(host, { recursive: true, force: true });
  };
  try {
    const what = await fill(opened, folder);
    return { what, url, pool: opened.pool, close, ...(await contents(opened, postmasterOf)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill({ pool }: OpenDatabase, folder: string | undefined): Promise<string> {
  const { rows } = await pool.query('SELECT FROM scored_days LIMIT 1');
  if (rows.length > 0) return 'The market that is stored already';
  const setup = await loadSetup();
  if (folder === undefined) {
    await seedSample(pool, setup, { info: () => undefined });
    return 'The sample market';
  }
  print(`Taking in ${folder}, and scoring it.`);
  await importFolder(pool, folder, { today: dayInIndia(new Date()) });
  await updateFeatures(pool);
  await scoreSpan(pool, setup);
  return folder;
}

async function contents({ pool }: OpenDatabase, postmasterOf: (backend: number) => number) {
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
    postmaster: postmasterOf(rows[0].backend),
  };
}
