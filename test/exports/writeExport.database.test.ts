/** Exports are read in small pieces, from one snapshot, and leave nothing behind where they end early. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../src/database/database.js';
import { inSnapshot } from '../../src/database/transaction.js';
import type { ExportFormat } from '../../src/exports/exportFormats.js';
import type { ExportRequest } from '../../src/exports/exportRequest.js';
import { FORMATS } from '../../src/exports/formats/formats.js';
import { sqlTable } from '../../src/exports/sqlTable.js';
import { writeExport } from '../../src/exports/writeExport.js';
import type { IsoDate, Ticker } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(`
    INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
      VALUES (1, 'prices', 'prices.csv', 1, 1, 0, 0, 0);
    INSERT INTO stocks (ticker) SELECT 'S' || k || '.NS' FROM generate_series(1, 98) AS k UNION VALUES ('A.NS'), ('M&M.NS');
    INSERT INTO bars (stock_id, day, recorded_in, source, open, high, low, close, volume)
      SELECT stock.id, date '2000-01-01' + k, 1, 'PRIMARY', k, k, k, k + 0.05, 1
      FROM stocks AS stock, generate_series(0, 199) AS k`);
}, 60_000);
afterAll(closeTestDatabases);

const BARS: ExportRequest = {
  ...{ kind: 'BARS', format: 'CSV', mode: null, method: null, tickers: null },
  ...{ from: '2000-01-01' as IsoDate, to: '2000-12-31' as IsoDate },
};

/** A stream that counts lines, and takes each piece only after some turns of the event loop. */
function slowSink(onPiece: () => void = () => undefined) {
  const counted = { lines: 0 };
  const sink = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      counted.lines += piece.toString('latin1').split('\n').length - 1;
      onPiece();
      void setImmediate().then(() => done());
    },
  });
  return { sink, counted };
}

test('the server sends rows as they are taken, in batches of at most some thousand', async () => {
  let largest = 0;
  let rows = 0;
  await inSnapshot(database.pool, async (client) => {
    const columns = [{ name: 'k', type: 'int4' }] as const;
    const select = 'SELECT k FROM generate_series(1, 300000) AS k';
    for await (const batch of sqlTable(client, columns, [{ select, settings: {} }], () => undefined)
      .batches) {
      largest = Math.max(largest, batch.length);
      rows += batch.length;
    }
  });
  expect(rows).toBe(300_000);
  expect(largest).toBeLessThan(8_000);
});

test.each(Object.keys(FORMATS) as ExportFormat[])('%s holds a bounded number of rows', async (format) => {
  let [read, taken, most] = [0, 0, 0];
  async function* batches() {
    for (let k = 0; k < 200; k++) {
      read += 500;
      most = Math.max(most, read - taken);
      yield Array.from({ length: 500 }, (_, row) => [k * 500 + row]);
    }
  }
  const table = { columns: [{ name: 'k', type: 'integer' }] as const, batches: batches() };
  for await (const piece of FORMATS[format].encode(table, () => undefined)) {
    expect(piece.length).toBeGreaterThan(0);
    taken = read;
    await setImmediate();
  }
  expect(read).toBe(100_000);
  // A row group of Parquet, and the batch that follows it.
  expect(most).toBeLessThanOrEqual(4_500);
});

test('an export is of one moment, whatever is recorded while it is written', async () => {
  let changed: Promise<unknown> | null = null;
  const { sink, counted } = slowSink(() => {
    changed ??= database.pool.query(`UPDATE bars SET superseded_in = 1 WHERE day > '2000-03-01'`);
  });
  const written = await writeExport(database.pool, BARS, () => sink);
  expect(changed).not.toBeNull();
  await changed;
  expect(written.rows).toBe(20_000);
  expect(counted.lines).toBe(20_001);
  await database.pool.query('UPDATE bars SET superseded_in = NULL');
}, 30_000);

test('days and tickers are bounds, and rows are ordered by day and ticker', async () => {
  const pieces: Buffer[] = [];
  const sink = new Writable({ write: (piece: Buffer, _, done) => (pieces.push(piece), done()) });
  const [from, to] = ['2000-01-31', '2000-02-01'] as IsoDate[];
  const ofBoth = { ...BARS, format: 'JSON', from, to } as const;
  await writeExport(database.pool, ofBoth, () => sink);
  const rows = Buffer.concat(pieces).toString().trim().split('\n');
  expect(rows).toHaveLength(200);
  expect(rows.filter((row) => /"(A|M&M)\.NS"/.test(row)).map((row) => row.slice(0, 40))).toEqual([
    '{"date":"2000-01-31","ticker":"A.NS","op',
    '{"date":"2000-01-31","ticker":"M&M.NS","',
    '{"date":"2000-02-01","ticker":"A.NS","op',
    '{"date":"2000-02-01","ticker":"M&M.NS","',
  ]);
  const one = { ...ofBoth, tickers: ['M&M.NS'] as Ticker[] };
  expect(await writeExport(database.pool, one, () => slowSink().sink)).toMatchObject({ rows: 2 });
});

test('refuses stocks that the store does not have', async () => {
  const tickers = ['A.NS', 'NOT"ONE.NS'] as Ticker[];
  await expect(writeExport(database.pool, { ...BARS, tickers }, () => slowSink().sink)).rejects.toThrow(
    'Expected tickers of stocks that the store has, got NOT"ONE.NS: leave them out.',
  );
});

test('a sink that fails and a signal end the export, and the pool goes on', async () => {
  const failing = new Writable({ write: (_piece, _encoding, done) => done(new Error('no room')) });
  await expect(writeExport(database.pool, BARS, () => failing)).rejects.toThrow('no room');
  const stopping = new AbortController();
  const { sink, counted } = slowSink(() => stopping.abort());
  const { signal } = stopping;
  await expect(writeExport(database.pool, BARS, () => sink, { signal })).rejects.toThrow('aborted');
  expect(counted.lines).toBeLessThan(20_000);
  expect((await writeExport(database.pool, BARS, () => slowSink().sink)).rows).toBe(20_000);
}, 30_000);
