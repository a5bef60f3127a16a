import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/database/database.js';
import { Reads } from '../../src/graphql/reads.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

/** Reads of an operation, and the statements that they come to. */
function readsOf() {
  const statements: string[] = [];
  const query: Database['query'] = (text, values, signal) => {
    statements.push(text);
    return database.query(text, values, signal);
  };
  return { reads: new Reads({ db: database.db, query }), statements };
}

const numbers = (from: number, to: number) =>
  sql<{ n: number }>`SELECT n FROM generate_series(${from}::integer, ${to}::integer) AS n ORDER BY n`;

describe('reads', () => {
  test('that are requested together are one statement, each with its own rows', async () => {
    const { reads, statements } = readsOf();
    const answers = await Promise.all([
      reads.rows(numbers(1, 3)),
      reads.rows(numbers(7, 6)),
      reads.rows(database.db.selectFrom('runs').select('id')),
      reads.rows(numbers(5, 5)),
    ]);
    expect(answers).toEqual([[{ n: 1 }, { n: 2 }, { n: 3 }], [], [], [{ n: 5 }]]);
    expect(statements).toHaveLength(1);
    expect(reads.counts).toEqual({ statements: 1, rows: 4, work: 0 });
  });

  test('that are requested some microtasks later belong to the same statement', async () => {
    const { reads } = readsOf();
    const later = async (ticks: number) => {
      for (let k = 0; k < ticks; k++) await Promise.resolve();
      return reads.rows(numbers(ticks, ticks));
    };
    expect(await Promise.all([later(0), later(10), later(500)])).toEqual([
      [{ n: 0 }],
      [{ n: 10 }],
      [{ n: 500 }],
    ]);
    expect(reads.counts).toEqual({ statements: 1, rows: 3, work: 0 });
  });

  test('that depend on others are the next statement, with all that were requested meanwhile', async () => {
    const { reads, statements } = readsOf();
    const chain = async (length: number) => {
      let last = 0;
      for (let k = 0; k < length; k++) [{ n: last }] = await reads.rows(numbers(last + 1, last + 1));
      return last;
    };
    const first = chain(3);
    // Asked for while the first statement is under way.
    await new Promise((resolve) => setImmediate(resolve));
    expect(statements).toHaveLength(1);
    const meanwhile = chain(2);
    expect(await Promise.all([first, meanwhile])).toEqual([3, 2]);
    // Three after each other, and the other two beside the second and third of them.
    expect(reads.counts).toEqual({ statements: 3, rows: 5, work: 0 });
  });

  test('have the parameters of all, and names of columns that are the same', async () => {
    const { reads } = readsOf();
    const texts = ['"; DROP TABLE runs; --', "it's", '$1', '\\'];
    const answers = await Promise.all(
      texts.map((text) => reads.rows(sql<{ part0: string }>`SELECT ${text}::text AS part0`)),
    );
    expect(answers).toEqual(texts.map((text) => [{ part0: text }]));
    expect(await reads.rows(database.db.selectFrom('runs').selectAll())).toEqual([]);
  });

  test('reject for all of their statement if it fails, and for none after it', async () => {
    const { reads } = readsOf();
    const settled = await Promise.allSettled([
      reads.rows(numbers(1, 1)),
      reads.rows(sql`SELECT 1 / 0`),
      reads.rows(numbers(2, 2)),
    ]);
    expect(settled).toEqual(
      settled.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({ message: 'division by zero' }),
      })),
    );
    expect(await reads.rows(numbers(3, 3))).toEqual([{ n: 3 }]);
    expect(reads.counts).toEqual({ statements: 2, rows: 1, work: 0 });
  });

  test('are cancelled by the signal of the operation', async () => {
    const { reads } = readsOf();
    const ending = new AbortController();
    reads.signal = ending.signal;
    const slow = reads.rows(sql`SELECT pg_sleep(30), 'mark_reads'`);
    const refusal = expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    const running = async () => {
      const { rows } = await database.pool.query<{ count: number }>(
        `SELECT count(*) FROM pg_stat_activity
         WHERE state = 'active' AND query LIKE '%mark_reads%' AND pid <> pg_backend_pid()`,
      );
      return rows[0].count;
    };
    await eventually(async () => (await running()) === 1);
    ending.abort();
    await refusal;
    await eventually(async () => (await running()) === 0);
    // Nothing more is sent for an operation that was ended.
    await expect(reads.rows(numbers(1, 1))).rejects.toMatchObject({ name: 'AbortError' });
  }, 20_000);
});

describe('values that are read', () => {
  const VALUES = sql`SELECT
    date '2024-10-08' AS date, date '0001-01-01' AS first_date, NULL::date AS no_date,
    ARRAY[date '2024-10-08', NULL] AS dates,
    0.1::numeric AS decimal, 123456789.123456::numeric AS exact, 0::numeric AS zero, -0.5::numeric AS negative,
    99999999999999::numeric AS large, 1e-7::numeric AS small, NULL::numeric AS no_numeric,
    9007199254740991::bigint AS longest, -9007199254740991::bigint AS most_negative, NULL::bigint AS no_bigint,
    0.1::float8 AS tenth, 5e-324::float8 AS tiniest, 1.7976931348623157e308::float8 AS greatest,
    0.1::float8 + 0.2::float8 AS sum, 3.4::float4 AS single, NULL::float8 AS no_float,
    2147483647 AS integer, 7::smallint AS smallint, true AS yes, NULL::boolean AS unknown,
    'é "quoted" \\ \n \t ₹ 💥' AS text, '' AS empty, NULL::text AS no_text,
    ARRAY['a', NULL, 'b,"c'] AS texts, ARRAY[]::text[] AS none,
    '{"a": [1, null, {"b": 0.1}]}'::jsonb AS json, 'HOLD'::band AS band`;

  test('are the same as those of pg', async () => {
    const { rows: expected } = await VALUES.execute(database.db);
    const { reads } = readsOf();
    const [row] = await reads.rows<Readonly<Record<string, unknown>>>(VALUES as never);
    expect(row).toEqual(expected[0]);
    // And not because both are wrong.
    expect(row).toMatchObject({
      ...{ date: '2024-10-08', dates: ['2024-10-08', null], decimal: 0.1, zero: 0, small: 1e-7 },
      ...{ longest: Number.MAX_SAFE_INTEGER, tiniest: Number.MIN_VALUE, greatest: Number.MAX_VALUE },
      ...{ sum: 0.1 + 0.2, no_date: null, no_float: null, unknown: null, empty: '', no_text: null },
    });
  });

  test('of numbers with many digits are the same, whatever they are', async () => {
    // Quotients of primes have no end, and their doubles need up to 17 digits.
    const random = sql`SELECT n, (n * 7919 % 104729)::float8 / 104723 AS quotient,
      ((n * 7919 % 104729)::float8 / 104723) ^ 31 AS small,
      round((n * 7919 % 104729) / 104723.0 * 100, 4) AS points
      FROM generate_series(1, 2000) AS n`;
    const { rows: expected } = await random.execute(database.db);
    const { reads } = readsOf();
    expect(await reads.rows(random as never)).toEqual(expected);
    expect(reads.counts).toEqual({ statements: 1, rows: 2000, work: 0 });
  });

  test('of instants are texts of the same moment', async () => {
    const { reads } = readsOf();
    const moment = sql<{ at: string }>`SELECT timestamptz '2024-10-08 16:30:00.123456+05:30' AS at`;
    const [{ at }] = await reads.rows(moment);
    expect(typeof at).toBe('string');
    // Half past four in India.
    expect(new Date(at).toISOString()).toBe('2024-10-08T11:00:00.123Z');
  });
});
