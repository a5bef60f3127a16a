/**
 * The whole history of a market, from an import folder to stored scores of both modes and risks, compared with PostgreSQL reading
 * the bytes of the same rows by COPY; and the start of the service on an empty home. Each part uses its own embedded
 * PostgreSQL, with the settings of real use.
 *
 *   npm --prefix bench run history -- FOLDER
 */
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openDatabase, type OpenDatabase } from '../src/database/openDatabase.js';
import { writeSample } from '../src/market/sample/writeSample.js';
import { dayInIndia } from '../src/market/day.js';
import { importFolder } from '../src/market/store/importFolder.js';
import { updateFeatures } from '../src/market/store/updateFeatures.js';
import { scoreSpan } from '../src/runs/scoreSpan.js';
import { loadSetup } from '../src/runs/scoringSetup.js';
import { fromCaller } from './harness/options.js';
import { digits, print, printHead, printTable } from './harness/report.js';
import { isTiny } from './harness/tiny.js';

/** Tables that may have more than a thousand rows, in an order that their foreign keys allow. */
const TABLES = [
  'stocks',
  'sectors',
  'bars',
  'index_bars',
  'statements',
  'shareholding',
  'company_events',
  'features',
  'methods',
  'sector_files',
  'risk_methods',
  'runs',
  'sector_momentum',
  'scores',
  'risks',
] as const;

const temporary = await mkdtemp(join(tmpdir(), 'greyoak-bench-'));
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const folder = given === undefined ? join(temporary, 'sample') : fromCaller(given);
if (given === undefined) {
  if (!isTiny) throw new Error('Expected an import folder: npm --prefix bench run history -- FOLDER');
  await writeSample(folder);
}
const seconds = (since: number): number => (performance.now() - since) / 1000;
const steps: { name: string; seconds: number; rows: number }[] = [];
let mostMemory = 0;
const watch = setInterval(() => (mostMemory = Math.max(mostMemory, process.memoryUsage().rss)), 100);

async function timed<Result>(name: string, rowsOf: (result: Result) => number, work: () => Promise<Result>) {
  const start = performance.now();
  const result = await work();
  steps.push({ name, seconds: seconds(start), rows: rowsOf(result) });
}

async function ourWay(store: OpenDatabase): Promise<void> {
  const { pool } = store;
  await timed(
    'import',
    ({ files }) => files.reduce((sum, { inserted }) => sum + inserted, 0),
    () => importFolder(pool, folder, { today: dayInIndia(new Date()) }),
  );
  await timed(
    'features',
    ({ rows }) => rows,
    () => updateFeatures(pool),
  );
  const setup = await loadSetup();
  let scores = 0;
  await timed(
    'scores, both modes, and risks',
    () => scores,
    () => scoreSpan(pool, setup, { onDay: ({ section }) => (scores += 2 * section.tickers.length) }),
  );
}

async function copyOutAll({ pool }: OpenDatabase): Promise<void> {
  const client = await pool.connect();
  for (const table of TABLES) {
    const out = client.query(copyTo(`COPY ${table} TO STDOUT WITH (FORMAT binary)`));
    await pipeline(out, createWriteStream(join(temporary, table)));
  }
  client.release();
}

/** Copies the same rows into tables with the same indexes, and does nothing else. */
async function copyInAll({ pool }: OpenDatabase): Promise<{ seconds: number; bytes: number }> {
  const client = await pool.connect();
  const start = performance.now();
  let bytes = 0;
  for (const table of TABLES) {
    const path = join(temporary, table);
    bytes += (await stat(path)).size;
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 18 }),
      client.query(copyFrom(`COPY ${table} FROM STDIN WITH (FORMAT binary)`)),
    );
  }
  client.release();
  return { seconds: seconds(start), bytes };
}

/** Returns the seconds from the start of the process until it logs that it is ready. */
async function startSeconds(): Promise<number> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../bin/greyoak.js', import.meta.url)), 'serve'],
    {
      env: { ...process.env, GREYOAK_HOME: join(temporary, 'start'), PORT: '0', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const chunk of child.stdout) if (String(chunk).includes('"msg":"ready"')) break;
  const took = seconds(start);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return took;
}

try {
  printHead('History: a folder → facts → features → scores and risks of every session, stored');
  const ours = await openDatabase({ home: join(temporary, 'ours') });
  await ourWay(ours);
  clearInterval(watch);
  const { rows } = await ours.pool.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  await copyOutAll(ours);
  await ours.close();
  const plain = await openDatabase({ home: join(temporary, 'plain') });
  const limit = await copyInAll(plain);
  await plain.close();

  const whole = steps.reduce((sum, step) => sum + step.seconds, 0);
  printTable(
    ['step', 'seconds', 'rows', 'rows a second'],
    [
      ...steps.map((step) => [
        step.name,
        digits(step.seconds),
        digits(step.rows),
        digits(Math.round(step.rows / step.seconds)),
      ]),
      ['all', digits(whole), '', ''],
      ['COPY of the same bytes', digits(limit.seconds), `${digits(Math.round(limit.bytes / 1e6))} MB`, ''],
    ],
  );
  print(`Against COPY: ${digits(limit.seconds / whole)} × its speed (goal ≥ 0.5 ×).`);
  print(
    `Database: ${digits(Math.round(rows[0].bytes / 1e6))} MB. Most memory of the process: ${digits(Math.round(mostMemory / 1e6))} MB.`,
  );
  print(
    `From "greyoak serve" on an empty home to ready, sample market scored: ${digits(await startSeconds())} s.\n`,
  );
} finally {
  clearInterval(watch);
  await rm(temporary, { recursive: true, force: true });
}
