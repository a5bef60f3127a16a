/**
 * Exports of all that a market has, compared with PostgreSQL that writes the same rows as CSV by COPY. Both are read to the
 * end and thrown away, in turn, so that the disk does not count.
 *
 *   npm --prefix bench run export -- FOLDER
 */
import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { openDatabase } from '../src/database/openDatabase.js';
import { EXPORT_FORMATS } from '../src/exports/exportFormats.js';
import { writeExport } from '../src/exports/writeExport.js';
import { FEATURES, type IsoDate } from '../src/scoring/names.js';
import { fromCaller } from './harness/options.js';
import { digits, print, printHead, printTable } from './harness/report.js';
import { median } from './harness/statistics.js';
import { openStore } from './harness/store.js';
import { isTiny } from './harness/tiny.js';

const ROUNDS = isTiny ? 1 : 3;

/** The same rows and columns in the same order; the batch instead of its time, and numbers of groups instead of names. */
const COPIES = {
  BARS: `SELECT day, ticker, open, high, low, close, volume, value, source, recorded_in FROM bars
    JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY day, ticker COLLATE "C"`,
  FEATURES: `SELECT day, ticker, source, bar_age, ${FEATURES.join(', ')} FROM features
    JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY day, ticker COLLATE "C"`,
  SCORES: `SELECT ticker, current_scores.* FROM current_scores
    JOIN stocks ON stocks.id = stock_id ORDER BY day, mode, ticker COLLATE "C"`,
} as const;

type Kind = keyof typeof COPIES;

const CONTESTANTS = ['COPY', ...EXPORT_FORMATS] as const;
type Contestant = (typeof CONTESTANTS)[number];

/** A stream that counts bytes, and the most memory of this process meanwhile. */
function counting() {
  const counted = { bytes: 0, megabytes: 0 };
  const sink = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      counted.bytes += piece.length;
      counted.megabytes = Math.max(counted.megabytes, process.memoryUsage.rss() / 2 ** 20);
      done();
    },
  });
  return { sink, counted };
}

interface Measured {
  readonly seconds: number;
  readonly rows: number;
  readonly bytes: number;
  readonly megabytes: number;
}

async function copied(pool: pg.Pool, select: string): Promise<Measured> {
  const client = await pool.connect();
  const { sink, counted } = counting();
  const start = performance.now();
  const stream = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT csv)`));
  await pipeline(stream, sink);
  const seconds = (performance.now() - start) / 1000;
  client.release();
  return { seconds, rows: stream.rowCount, ...counted };
}

async function exported(
  pool: pg.Pool,
  kind: Kind,
  format: (typeof EXPORT_FORMATS)[number],
): Promise<Measured> {
  const { sink, counted } = counting();
  const start = performance.now();
  const { rows } = await writeExport(
    pool,
    {
      ...{ kind, format, mode: null, method: null, tickers: null },
      ...{ from: '2018-01-01' as IsoDate, to: '2026-12-31' as IsoDate },
    },
    () => sink,
  );
  return { seconds: (performance.now() - start) / 1000, rows, ...counted };
}

/** Measures one contestant in a process of its own, so that its memory is that of its work. */
function measuredApart(url: string, kind: Kind, name: Contestant): Promise<Measured> {
  const script = fileURLToPath(import.meta.url);
  const args = ['--import', '@oxc-node/core/register', script, '--measure', url, kind, name];
  const cwd = fileURLToPath(new URL('.//', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd }, (error, out) => {
      if (error === null) resolve(JSON.parse(out) as Measured);
      else reject(error);
    });
  });
}

async function measure(url: string, kind: Kind, name: Contestant): Promise<void> {
  const { pool, close } = await openDatabase({ url, home: '/' });
  try {
    print(
      JSON.stringify(name === 'COPY' ? await copied(pool, COPIES[kind]) : await exported(pool, kind, name)),
    );
  } finally {
    await close();
  }
}

async function main(folder: string | undefined): Promise<void> {
  const store = await openStore(folder);
  try {
    printHead('Exports against COPY');
    print(
      `${store.what}; medians of ${ROUNDS} rounds in turn. Memory is that of the Node process at most.\n`,
    );
    for (const kind of Object.keys(COPIES) as Kind[]) {
      const measured = new Map(CONTESTANTS.map((name) => [name, [] as Measured[]]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of CONTESTANTS) measured.get(name)?.push(await measuredApart(store.url, kind, name));
      }
      const secondsOf = (name: Contestant) =>
        median((measured.get(name) ?? []).map(({ seconds }) => seconds));
      print(`### ${kind}\n`);
      printTable(
        ['', 'rows', 'MB', 'seconds', 'rows/s', 'time of COPY', 'memory, MB'],
        [...measured].map(([name, runs]) => {
          const [{ rows, bytes }] = runs;
          const seconds = secondsOf(name);
          return [
            ...[name, digits(rows), digits(Math.round(bytes / 1e6)), digits(seconds)],
            ...[digits(Math.round(rows / seconds)), `${digits(seconds / secondsOf('COPY'))} ×`],
            digits(Math.round(Math.max(...runs.map(({ megabytes }) => megabytes)))),
          ];
        }),
      );
    }
  } finally {
    await store.close();
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') await measure(...(rest as [string, Kind, Contestant]));
else await main(first === undefined || first.startsWith('--') ? undefined : fromCaller(first));
