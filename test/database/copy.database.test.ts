import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { copyInto, copyOut } from '../../src/database/copy.js';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

/** Copies numbers into a numeric column and back; also says how PostgreSQL writes them. */
async function throughNumeric(
  values: readonly number[],
): Promise<{ back: number[]; texts: (string | null)[] }> {
  const client = await database.pool.connect();
  try {
    await client.query('CREATE TEMP TABLE IF NOT EXISTS numbers (place int4, value numeric)');
    await client.query('TRUNCATE numbers');
    await copyInto(client, 'numbers', ['place', 'value'], values.entries(), (writer, [place, value]) => {
      writer.int4(place);
      writer.numeric(value);
    });
    const back: number[] = [];
    await copyOut(client, 'SELECT value FROM numbers ORDER BY place', (row) => back.push(row.numeric()));
    const { rows } = await client.query<{ value: string | null }>(
      'SELECT value::text AS value FROM numbers ORDER BY place',
    );
    return { back, texts: rows.map(({ value }) => value) };
  } finally {
    client.release();
  }
}

describe('numeric', () => {
  test('is written as the decimal that was read', async () => {
    const { texts } = await throughNumeric([
      0,
      0.1,
      1,
      10_000,
      123.45,
      0.05,
      -2.5,
      0.00012345,
      100_000_000,
      1e21,
      1.5e-9,
      NaN,
    ]);
    expect(texts).toEqual([
      '0',
      '0.1',
      '1',
      '10000',
      '123.45',
      '0.05',
      '-2.5',
      '0.00012345',
      '100000000',
      '1000000000000000000000',
      '0.0000000015',
      null,
    ]);
  });

  test('reads back any double as the same one', async () => {
    const decimals = fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 12 }))
      .map(([whole, scale]) => Number(`${whole}e-${scale}`));
    const doubles = fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 })
      .filter((value) => value === 0 || Math.abs(value) > 1e-30);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(decimals, doubles), { minLength: 50, maxLength: 200 }),
        async (values) => {
          const plain = values.map((value) => value + 0);
          const { back, texts } = await throughNumeric(plain);
          expect(back).toEqual(plain);
          expect(texts.map(Number)).toEqual(plain);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of PostgreSQL is read, also with digits that a double does not hold', async () => {
    const client = await database.pool.connect();
    try {
      const back: number[] = [];
      await copyOut(
        client,
        `SELECT value FROM (VALUES (1, 0.30000000000000000000001), (2, 123456789012345678901234567890),
           (3, -0.000000000000000000001), (4, 'NaN'::numeric), (5, 1.10)) AS given (place, value) ORDER BY place`,
        (row) => back.push(row.numeric()),
      );
      expect(back).toEqual([0.3, 1.2345678901234568e29, -1e-21, NaN, 1.1]);
    } finally {
      client.release();
    }
  });
});

describe('COPY', () => {
  test('takes every type there and back, nulls included, across many buffers', async () => {
    const client = await database.pool.connect();
    try {
      await client.query(
        'CREATE TEMP TABLE things (a int2, b int4, c int8, d date, e float8, f bool, g text, h mode)',
      );
      const rows = Array.from({ length: 20_000 }, (_, k) => ({
        k,
        text: `stock ${k} ${'é'.repeat(k % 60)}`,
      }));
      const written = await copyInto(
        client,
        'things',
        ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
        rows,
        (writer, { k, text }) => {
          writer.int2(k % 7 === 0 ? NaN : -k);
          writer.int4(k);
          writer.int8(k * 1e9);
          writer.date(19_000 + k);
          writer.float8(k % 5 === 0 ? NaN : k / 3);
          writer.bool(k % 2 === 0);
          writer.text(k % 3 === 0 ? null : text);
          writer.text(k % 2 === 0 ? 'TRADER' : 'INVESTOR');
        },
      );
      expect(written).toBe(20_000);
      let k = 0;
      let differing = 0;
      const count = await copyOut(client, 'SELECT * FROM things ORDER BY b', (row) => {
        const read = [
          row.int2(),
          row.int4(),
          row.int8(),
          row.date(),
          row.float8(),
          row.bool(),
          row.text(),
          row.text(),
        ];
        const expected = [
          k % 7 === 0 ? NaN : -k,
          k,
          k * 1e9,
          19_000 + k,
          k % 5 === 0 ? NaN : k / 3,
          k % 2 === 0,
          k % 3 === 0 ? '' : rows[k].text,
          k % 2 === 0 ? 'TRADER' : 'INVESTOR',
        ];
        if (!read.every((value, at) => Object.is(value, expected[at]))) differing++;
        k++;
      });
      expect({ count, differing }).toEqual({ count: 20_000, differing: 0 });
      const { rows: days } = await client.query('SELECT d::text AS day FROM things WHERE b = 19');
      // Day 19,019 after 1970-01-01: 52 years with 13 leap days are 18,993 days, and 26 more.
      expect(days).toEqual([{ day: '2022-01-27' }]);
    } finally {
      client.release();
    }
  });

  test('whose connection is lost half-way fails, and not the process', async () => {
    const client = await database.pool.connect();
    await client.query('CREATE TEMP TABLE lost (a int4)');
    const rows = Array.from({ length: 400_000 }, (_, k) => k);
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    const closed = once(stream, 'close');
    const copied = copyInto(client, 'lost', ['a'], rows, (writer, k) => {
      if (k === 100_000) stream.destroy();
      writer.int4(k);
    });
    await expect(copied).rejects.toThrow();
    // An error without a listener would follow the end of the connection.
    await closed;
    await new Promise(setImmediate);
    client.release(true);
  });

  test('of a row that PostgreSQL refuses fails, and leaves the connection usable', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('CREATE TEMP TABLE small (a int4 NOT NULL)');
      const rows = Array.from({ length: 100_000 }, (_, k) => k);
      await expect(
        copyInto(client, 'small', ['a'], rows, (writer, k) => writer.int4(k === 70_000 ? NaN : k)),
      ).rejects.toThrow('null value in column "a"');
      await expect(
        copyInto(client, 'small', ['a'], rows, (_writer, k) => {
          if (k === 70_000) throw new Error('no such row');
        }),
      ).rejects.toThrow('no such row');
      const { rows: left } = await client.query('SELECT count(*)::int4 AS count FROM small');
      expect(left).toEqual([{ count: 0 }]);
    } finally {
      client.release();
    }
  });
});
