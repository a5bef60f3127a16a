/** A store of two stocks that was imported twice, the second time with corrections, and what its batches flagged. */
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import type { Database } from '../../../src/database/database.js';
import { importBars } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { day, fileOf, flatBar, writeFolder, type Files } from './folder.js';

/** No stock has a bar on 2024-10-03, and B has none on 2024-10-04 either. The 2nd is a holiday. */
const FIRST: Files = {
  ...fileOf('companies', 'A,Alpha,INE000000001,Power,', 'B,Beta,INE000000002,Power,'),
  ...fileOf(
    'prices',
    ...['2024-10-01', '2024-10-04'].map((date) => flatBar('A', date, 100)),
    ...['2024-10-07', '2024-10-08'].map((date) => flatBar('A', date, 50)),
    flatBar('B', '2024-10-01', 10),
    flatBar('B', '2024-10-07', 10),
    flatBar('B', '2024-10-08', 20),
    // A Saturday, and a price below 0.
    flatBar('A', '2024-10-05', 100),
    flatBar('B', '2024-09-30', -1),
  ),
  ...fileOf('indices', ...['2024-10-07', '2024-10-08'].map((date) => `Nifty 50,${date},10,12,9,11`)),
  ...fileOf('actions', 'A,2024-10-07,SPLIT,2,1', 'A,2024-12-02,BONUS,3,1'),
  ...fileOf(
    'statements',
    'A,2024-03-31,ANNUAL,eps,10,2024-05-10,PRIMARY',
    'A,2024-03-31,ANNUAL,sales,100,2024-05-10,PRIMARY',
    'A,2023-03-31,ANNUAL,sales,90,2023-05-10,SECONDARY',
  ),
  ...fileOf('shareholding', 'A,2024-06-30,50,2024-07-20,PRIMARY,10,12,4'),
  ...fileOf(
    'events',
    'A,2024-10-08,RESULTS,2024-10-01,',
    'A,2024-08-05,BOARD_RESIGNATION,2024-08-05,The chair',
  ),
};

const SECOND: Files = {
  ...fileOf('prices', flatBar('A', '2024-10-04', 104), flatBar('B', '2024-10-08', 10.5)),
  ...fileOf('actions', 'A,2024-10-07,SPLIT,4,1'),
  ...fileOf(
    'statements',
    'A,2024-03-31,ANNUAL,eps,5,2024-05-10,PRIMARY',
    'A,2023-03-31,ANNUAL,sales,90,2023-05-10,SECONDARY',
  ),
  ...fileOf('shareholding', 'A,2024-06-30,55,2024-07-20,PRIMARY,10,12,4'),
  // It has no such column, so that it is refused as a whole.
  'events.csv': 'ticker,date,kind,colour\nA,2024-10-08,RESULTS,red\n',
};

/** The store, with the instants of its imports as they are served. */
export interface RecordedStore {
  /** Before the first import. */
  readonly before: string;
  readonly first: string;
  readonly second: string;
  /** The user who recorded the last bar. */
  readonly userId: number;
}

/** Fills an empty store. The last bar is recorded by a user. */
export async function fillRecorded(database: Database): Promise<RecordedStore> {
  const { pool } = database;
  const options = { today: day('2024-10-08') };
  await importFolder(pool, await writeFolder(FIRST), options);
  await updateFeatures(pool);
  const first = await newest(database);
  await flagRows(database);
  await importFolder(pool, await writeFolder(SECOND), options);
  await updateFeatures(pool);
  await countBars(database);
  const second = await newest(database);
  const { id: userId } = await database.db
    .insertInto('users')
    .values({
      email: 'ravi@example.com',
      name: 'Ravi',
      role: 'ADMIN',
      password_hash: null,
      last_sign_in_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const bar = { date: '2024-10-08', open: 51, high: 51, low: 51, close: 51, volume: 10, value: null };
  await importBars(pool, [{ ticker: 'A', ...bar }], {
    ...options,
    by: { action: 'BARS_RECORDED', actor: { ...NO_ACTOR, userId } },
  });
  await updateFeatures(pool);
  return { before: '2000-01-01T00:00:00.000Z', first, second, userId };
}

/** When the newest batch was recorded. */
async function newest({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ at: Date }>('SELECT max(recorded_at) AS at FROM batches');
  return rows[0].at.toISOString();
}

/** Flags further rows of the first import, as if it had found them odd. */
async function flagRows({ pool }: Database): Promise<void> {
  const flags = [
    ['prices', 3, 'VALUE_DIFFERS', 'A.NS', '2024-10-04', '', 'value 1'],
    ['actions', 2, 'ACTION_DENIED', 'A.NS', '2024-10-07', '', 'open 50'],
    ['statements', 2, 'UNITS', 'A.NS', '2024-03-31', 'eps', 'eps 10'],
    ['statements', 3, 'UNITS', 'A.NS', '2024-03-31', 'sales', 'sales 100'],
    ['shareholding', 2, 'LATE', 'A.NS', '2024-06-30', '', '20 days'],
  ];
  for (const [dataset, ...flag] of flags) {
    await pool.query(
      `INSERT INTO flagged_rows (batch_id, line, kind, stock_id, day, metric, detail)
       SELECT max(batches.id), $2, $3, (SELECT id FROM stocks WHERE ticker = $4), $5, $6, $7 FROM batches WHERE dataset = $1`,
      [dataset, ...flag],
    );
  }
}

/** Says how many stocks have bars on each day. */
async function countBars({ pool }: Database): Promise<void> {
  await pool.query(
    `INSERT INTO session_bars (day, bars, of_former, expected, has_quorum)
     SELECT day, count(*), count(*), 2, true FROM bars WHERE superseded_in IS NULL GROUP BY day ON CONFLICT DO NOTHING`,
  );
}
