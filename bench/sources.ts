/**
 * How fast adapters read files of exchanges, and how fast these are stored: compared with pandas reading the same file, and
 * with PostgreSQL reading the same rows by COPY. Each file is imported into an empty store that knows its companies.
 *
 *   npm --prefix bench run sources -- FILE …
 *
 * pandas is asked with python3, and left out where that has none.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openDatabase, type OpenDatabase } from '../src/database/openDatabase.js';
import { DATASETS } from '../src/market/datasets/datasets.js';
import { dayInIndia } from '../src/market/day.js';
import { ADAPTERS } from '../src/market/imports/adapters/adapters.js';
import { NO_STORE } from '../src/market/imports/adapters/noStore.js';
import type { AdapterOutput } from '../src/market/imports/adapters/adapter.js';
import { FolderUse } from '../src/market/imports/folderUse.js';
import { DEFAULT_LIMITS } from '../src/market/imports/importLimits.js';
import { contentOf } from '../src/market/imports/sources/contentOf.js';
import { sourceFiles, type SourceFile } from '../src/market/imports/sources/sourceFiles.js';
import { importFolder } from '../src/market/store/importFolder.js';
import { importHeap } from '../src/market/store/importHeap.js';
import { fromCaller } from './harness/options.js';
import { digits, print, printHead, printTable, ratio } from './harness/report.js';
import { makeTemporary } from './harness/store.js';
import { isTiny } from './harness/tiny.js';

const RUNS = isTiny ? 1 : 15;
const exec = promisify(execFile);
const temporary = await makeTemporary();

/** Returns a bhavcopy of a market that does not exist. */
function invented(stocks: number): string {
  const header =
    'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,OpnPric,HghPric,LwPric,ClsPric,TtlTradgVol,TtlTrfVal';
  const rows = Array.from(
    { length: stocks },
    (_, n) =>
      `2024-10-08,2024-10-08,CM,NSE,STK,${n},INE,S${n},EQ,${100 + (n % 7)},120,90,105.5,${5000 + n},510000.25`,
  );
  return `${[header, ...rows].join('\n')}\n`;
}

/** Runs work some times, and returns the fewest milliseconds. */
async function least(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

async function unpacked(path: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for await (const file of sourceFiles([path], { limits: DEFAULT_LIMITS, used: new FolderUse() })) {
    if (!('error' in file)) files.push(file);
  }
  return files;
}

/** What a file gives. */
interface Given {
  /** The stocks that its rows are of. */
  readonly symbols: ReadonlySet<string>;
  readonly rows: number;
  /** The tables that hold its rows. */
  readonly tables: readonly string[];
}

/** Reads a file as an import does before its rows are checked. */
async function adapt(file: SourceFile): Promise<Given> {
  const content = await contentOf(file);
  const adapter = ADAPTERS.find((one) => one.recognises(content));
  if (adapter === undefined) throw new Error(`Expected a file that is known, got ${file.name}.`);
  const symbols = new Set<string>();
  let rows = 0;
  const out: AdapterOutput = {
    row: (dataset, fields) => {
      rows++;
      if (adapter.gives[dataset]?.columns[0] === 'ticker' && dataset !== 'companies') symbols.add(fields[0]);
    },
    refuse: () => undefined,
    leaveOut: () => undefined,
    otherSeries: () => undefined,
    flag: () => undefined,
  };
  await adapter.read(content, out, NO_STORE);
  const tables = DATASETS.filter(({ name }) => name in adapter.gives).map(({ table }) => table.name);
  return { symbols, rows, tables };
}

/** Returns the milliseconds that an empty store takes for a file, and COPY for the same rows. */
async function stored(path: string, { symbols, tables }: Given): Promise<{ ours: number; copy: number }> {
  const store: OpenDatabase = await openDatabase({ home: await mkdtemp(join(temporary, 'store-')) });
  const options = { today: dayInIndia(new Date()) };
  const folder = await mkdtemp(join(temporary, 'companies-'));
  const companies = ['ticker,name', 'ANY,Any', ...[...symbols].map((symbol) => `${symbol},${symbol}`)];
  await writeFile(join(folder, 'companies.csv'), `${companies.join('\n')}\n`);
  await importFolder(store.pool, folder, options);
  const start = performance.now();
  await importHeap(store.pool, [path], options);
  const ours = performance.now() - start;
  const copies = new Map<string, Buffer[]>();
  await withClient(store, async (client) => {
    for (const table of ['stocks', ...tables]) {
      const chunks: Buffer[] = [];
      const out = client.query(copyTo(`COPY ${table} TO STDOUT WITH (FORMAT binary)`));
      await pipeline(out, async (source: AsyncIterable<Buffer>) => {
        for await (const chunk of source) chunks.push(chunk);
      });
      copies.set(table, chunks);
    }
  });
  await store.close();
  const plain = await openDatabase({ home: await mkdtemp(join(temporary, 'store-')) });
  let copy = 0;
  await withClient(plain, async (client) => {
    for (const [table, chunks] of copies) {
      const begun = performance.now();
      await pipeline(
        Readable.from(chunks),
        client.query(copyFrom(`COPY ${table} FROM STDIN WITH (FORMAT binary)`)),
      );
      if (table !== 'stocks') copy += performance.now() - begun;
    }
  });
  await plain.close();
  return { ours, copy };
}

async function withClient(
  { pool }: OpenDatabase,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}

/** Returns the milliseconds of pandas; null where there is none. */
async function pandas(path: string): Promise<{ readonly ms: number; readonly version: string } | null> {
  const script = fileURLToPath(new URL('sources.py', import.meta.url));
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      const { stdout } = await exec(python, [script, path, String(RUNS)]);
      const [ms, , version] = stdout.trim().split(' ');
      return { ms: Number(ms), version };
    } catch {
      // It has no pandas, or there is no python3 here.
    }
  }
  return null;
}

try {
  printHead('Sources: files of exchanges → rows → stored bars');
  const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const paths = given.map(fromCaller);
  if (paths.length === 0) {
    const path = join(temporary, 'invented.csv');
    await writeFile(path, invented(isTiny ? 50 : 2500));
    paths.push(path);
  }
  const rows: string[][] = [];
  let version: string | null = null;
  for (const path of paths) {
    const [file] = await unpacked(path);
    const found = await adapt(file);
    const ours = await least(() => adapt(file));
    const plain = join(temporary, basename(file.name));
    await writeFile(plain, file.bytes);
    const theirs = await pandas(plain);
    version = theirs?.version ?? version;
    const { ours: storing, copy } = await stored(path, found);
    rows.push([
      basename(path),
      digits(found.rows),
      digits(Math.round((found.rows * 1000) / ours)),
      theirs === null ? 'no pandas' : ratio(theirs.ms, ours),
      digits(Math.round((found.rows * 1000) / storing)),
      ratio(copy, storing),
    ]);
  }
  printTable(['file', 'rows', 'read, rows/s', 'against pandas', 'stored, rows/s', 'against COPY'], rows);
  print(
    `Against pandas ${version ?? '(none here)'}: reading and selecting the same rows of the unpacked file.`,
  );
  print('Against COPY: the same rows into the same tables, without checks, flags and versions.');
  if (!isTiny) print(`The best of ${RUNS} runs; what is stored is timed once, from the packed file on.`);
} finally {
  await rm(temporary, { recursive: true, force: true });
}
