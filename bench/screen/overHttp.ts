import { mustAgree } from '../harness/agree.js';
import { digits, print, printTable, ratio } from '../harness/report.js';
import { median, quantile } from '../harness/statistics.js';
import type { BenchStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { startGreyoak, type Contestant } from '../http/contestants.js';
import { COLUMNS, FIELDS } from './columns.js';

const STOCKS = 500;
const COLD_DAYS = isTiny ? 2 : 20;
const HOT_ROUNDS = isTiny ? 3 : 60;
const WARM_UP = isTiny ? 1 : 20;

const TABLE = `query ($on: Date!, $first: Int!, $fields: [StockField!]!) {
  stocks(mode: INVESTOR, on: $on, first: $first) { edges { node { ticker } values(fields: $fields) { value } } }
}`;

const SQL = `SELECT stocks.ticker, ${Object.values(COLUMNS).join(', ')}
  FROM served_days AS served
  JOIN scores AS s ON s.run_id = served.run_id AND s.mode = served.mode
  JOIN stocks ON stocks.id = s.stock_id
  JOIN features AS f ON f.stock_id = s.stock_id AND f.day = s.day AND f.superseded_in IS NULL
  WHERE served.mode = 'INVESTOR' AND served.day = $1
  ORDER BY s.value DESC, stocks.ticker COLLATE "C" LIMIT $2`;

/** A ticker with its numbers. */
type Line = [string, ...(number | null)[]];

/** Asks for a table of 500 stocks and 20 numbers over one connection, against one statement over the same columns. */
export async function overHttp(
  store: BenchStore,
  onEnd: (stop: () => Promise<unknown>) => void,
): Promise<void> {
  const { pool } = store;
  const { rows } = await pool.query<{ readonly day: string }>(
    `SELECT day FROM served_days WHERE mode = 'INVESTOR' ORDER BY day DESC LIMIT $1`,
    [2 * COLD_DAYS + 1],
  );
  const [newest, ...days] = rows.map(({ day }) => day);
  // The first half warms up what is compiled; no day of the second half was read by the service before.
  const [warm, cold] = [days.filter((_, k) => k % 2 === 0), days.filter((_, k) => k % 2 === 1)];
  const executing = await startGreyoak(store.url, 'cold');
  onEnd(executing.stop);
  const keeping = await startGreyoak(store.url, 'hot');
  onEnd(keeping.stop);
  const bySql = async (on: string): Promise<string> => {
    const found = await pool.query<Line>({
      text: SQL,
      values: [on, STOCKS],
      rowMode: 'array',
      name: 'table',
    });
    return JSON.stringify(found.rows);
  };
  compare(newest, linesOf(await ask(executing, newest)), JSON.parse(await bySql(newest)) as readonly Line[]);

  const times = new Map<string, number[]>();
  const timed = async (name: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
  };
  for (const on of warm) {
    await ask(executing, on);
    await bySql(on);
  }
  for (const on of cold) {
    await timed('SQL, another day', () => bySql(on));
    await timed('GreyOak, another day', () => ask(executing, on));
  }
  for (let round = -WARM_UP; round < HOT_ROUNDS; round++) {
    if (round === 0) for (const name of HOT) times.delete(name);
    await timed('SQL, same day', () => bySql(newest));
    await timed('GreyOak, same day', () => ask(executing, newest));
    await timed('GreyOak, answer kept', () => ask(keeping, newest));
  }
  const ofName = (name: string) => times.get(name) ?? [];
  const line = (name: string, against: string) => [
    name,
    digits(median(ofName(name))),
    digits(quantile(ofName(name), 0.95)),
    String(ofName(name).length),
    ratio(median(ofName(against)), median(ofName(name))),
  ];
  printTable(
    [`${STOCKS} stocks × ${FIELDS.length} numbers`, 'ms', 'p95', 'asked', 'SQL ÷ this'],
    [
      line('GreyOak, another day', 'SQL, another day'),
      line('SQL, another day', 'SQL, another day'),
      line('GreyOak, same day', 'SQL, same day'),
      line('GreyOak, answer kept', 'SQL, same day'),
      line('SQL, same day', 'SQL, same day'),
    ],
  );
  print(
    'GreyOak: from the request to the whole body over HTTP; another day also reads all figures of the day for all ' +
      'stocks. SQL: a prepared statement over the socket of PostgreSQL, its rows as JSON, without a server in front.\n',
  );
}

const HOT = ['SQL, same day', 'GreyOak, same day', 'GreyOak, answer kept'];

interface Table {
  readonly data: {
    readonly stocks: {
      readonly edges: readonly {
        readonly node: { readonly ticker: string };
        readonly values: readonly { readonly value: number | null }[];
      }[];
    };
  };
}

async function ask({ port }: Contestant, on: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    },
    body: JSON.stringify({ query: TABLE, variables: { on, first: STOCKS, fields: FIELDS } }),
  });
  const text = await response.text();
  if (response.ok && !text.includes('"errors":')) return text;
  throw new Error(`Expected a table of ${on}, got ${text.slice(0, 2_000)}`);
}

const linesOf = (text: string): readonly Line[] =>
  (JSON.parse(text) as Table).data.stocks.edges.map(({ node, values }) => [
    node.ticker,
    ...values.map(({ value }) => value),
  ]);

function compare(on: string, ours: readonly Line[], theirs: readonly Line[]): void {
  if (ours.length !== theirs.length || ours.length === 0) {
    throw new Error(`Expected as many stocks from SQL, got ${theirs.length} and ${ours.length}.`);
  }
  for (const [k, [ticker, ...numbers]] of ours.entries()) {
    const [other, ...others] = theirs[k];
    if (ticker !== other) throw new Error(`Expected ${ticker} on ${on}, got ${other} from SQL.`);
    for (const [n, number] of numbers.entries()) {
      mustAgree(`${FIELDS[n]} of ${ticker} on ${on}`, number ?? NaN, others[n] ?? NaN, 1e-9);
    }
  }
}
