/**
 * The history of a stock over all scored days: its scores, and the components of its pillars. Components are computed when
 * they are first asked for, and then kept. Compared with PostgreSQL, which gives the same as JSON: scores from the table of
 * the service, and components from a table made for it, in which they lie ready.
 *
 *   npm --prefix bench run components -- [FOLDER] [--tiny]
 *
 * The CPU time comes from /proc, so that it runs on Linux only.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { fromCaller } from './harness/options.js';
import { digits, print, printHead, printTable, ratio } from './harness/report.js';
import { medians } from './harness/statistics.js';
import { openStore, type BenchStore } from './harness/store.js';
import { isTiny } from './harness/tiny.js';
import { Client } from './price/client.js';
import { mainThreadCpu } from './price/mainThreadCpu.js';
import { stop } from './processes/childProcess.js';
import { serve } from './processes/serve.js';
import { withCleanup } from './processes/withCleanup.js';

const ROUNDS = isTiny ? 1 : 5;
const PAGE = isTiny ? 20 : 250;
const MOST_PAGES = isTiny ? 2 : Infinity;
/** Limits that a busy machine does not exceed either. */
const SETTINGS = { CACHE_BYTES: '0', COST_BUCKET: '1000000000', OPERATION_TIMEOUT_MS: '600000' };
/** Another caller asks for something small this long after its last answer. */
const PROBE_MS = 2;

const SCORES = 'date value band weighted';
const COMPONENTS = 'date pillars { all { name components { name points weight z } } }';

interface Node {
  readonly date: string;
  readonly pillars?: {
    readonly all: readonly { readonly name: string; readonly components: readonly object[] }[];
  };
}

interface Answer {
  readonly data?: {
    readonly stock: {
      readonly scores: {
        readonly nodes: readonly Node[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  };
  readonly errors?: readonly object[];
  readonly extensions?: { readonly cost: { readonly actual: number } };
}

interface History {
  readonly nodes: readonly Node[];
  readonly points: number;
}

/** Reads all pages of a stock's history. */
async function historyOf(client: Client, ticker: string, fields: string): Promise<History> {
  const nodes: Node[] = [];
  let points = 0;
  let after: string | null = null;
  const query = `query ($ticker: Ticker!, $after: String) { stock(ticker: $ticker) {
    scores(mode: INVESTOR, first: ${PAGE}, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }`;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { text } = await client.post(JSON.stringify({ query, variables: { ticker, after } }));
    const { data, errors, extensions } = JSON.parse(text) as Answer;
    if (data === undefined || errors !== undefined) {
      throw new Error(`Expected scores, got ${text.slice(0, 300)}.`);
    }
    const { nodes: ofPage, pageInfo } = data.stock.scores;
    nodes.push(...ofPage);
    points += extensions?.cost.actual ?? 0;
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  return { nodes, points };
}

/** Stores components as a service would that does not compute them. */
async function storeComponents({ owner }: BenchStore, ticker: string, nodes: readonly Node[]): Promise<void> {
  const rows = nodes.flatMap(({ date, pillars }) =>
    (pillars?.all ?? []).flatMap(({ name: pillar, components }) =>
      components.map((component, place) => ({ ...component, ticker, day: date, pillar, place })),
    ),
  );
  await owner.query(
    `CREATE TABLE bench_components (ticker text, day date, pillar text, place integer, name text, points float8,
       weight float8, z float8, PRIMARY KEY (ticker, day, pillar, place))`,
  );
  await owner.query(
    'INSERT INTO bench_components SELECT * FROM json_populate_recordset(NULL::bench_components, $1)',
    [JSON.stringify(rows)],
  );
  await owner.query('ANALYZE bench_components');
}

/** Returns the tickers of the two stocks with the most scores. */
async function longestHistories({ owner }: BenchStore): Promise<readonly string[]> {
  const { rows } = await owner.query<{ readonly ticker: string }>(
    `SELECT ticker FROM scores JOIN stocks ON stocks.id = stock_id WHERE mode = 'INVESTOR'
     GROUP BY ticker ORDER BY count(*) DESC, ticker LIMIT 2`,
  );
  return rows.map(({ ticker }) => ticker);
}

const scoresByTable = ({ owner }: BenchStore, ticker: string, days: number): Promise<unknown> =>
  owner.query(
    `SELECT json_agg(one) FROM (
       SELECT day, value, band, weighted FROM scores JOIN served_days USING (mode, day, run_id)
       WHERE stock_id = (SELECT id FROM stocks WHERE ticker = $1) AND mode = 'INVESTOR'
       ORDER BY day DESC LIMIT $2
     ) AS one`,
    [ticker, days],
  );

const componentsByTable = ({ owner }: BenchStore, ticker: string): Promise<unknown> =>
  owner.query(
    `SELECT json_agg(json_build_object('date', day, 'all', pillars) ORDER BY day DESC) FROM (
       SELECT day, json_agg(json_build_object('name', pillar, 'components', components)) AS pillars FROM (
         SELECT day, pillar, json_agg(
           json_build_object('name', name, 'points', points, 'weight', weight, 'z', z) ORDER BY place
         ) AS components
         FROM bench_components WHERE ticker = $1 GROUP BY day, pillar
       ) AS pillars GROUP BY day
     ) AS days`,
    [ticker],
  );

/** Milliseconds. */
interface Measured {
  readonly took: number;
  /** CPU time of the server's main thread. */
  readonly cpu: number;
  /** The longest that another caller waited meanwhile. */
  readonly waited: number;
}

await withCleanup(async (onEnd) => {
  printHead('Components: the history of a stock');
  const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const store = await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  const { child, port, pid } = await serve(store.url, SETTINGS);
  onEnd(() => stop(child));
  const [client, other] = [new Client(port), new Client(port)];
  onEnd(async () => [client, other].forEach((one) => one.close()));

  async function measured(work: () => Promise<unknown>): Promise<Measured> {
    const cpuBefore = await mainThreadCpu(pid);
    const start = performance.now();
    let took = 0;
    const working = work().finally(() => (took = performance.now() - start));
    let waited = 0;
    while (took === 0) {
      const asked = performance.now();
      await other.post('{"query":"{ method { name } }"}');
      waited = Math.max(waited, performance.now() - asked);
      await wait(PROBE_MS);
    }
    await working;
    return { took, cpu: ((await mainThreadCpu(pid)) - cpuBefore) / 1000, waited };
  }
  async function repeated(work: () => Promise<unknown>): Promise<Measured> {
    const all: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) all.push(await measured(work));
    return medians(all);
  }

  const [first, second] = await longestHistories(store);
  const { nodes } = await historyOf(client, first, SCORES);
  const scores = await repeated(() => historyOf(client, first, SCORES));
  let history: History = { nodes, points: 0 };
  const computed = await measured(async () => (history = await historyOf(client, first, COMPONENTS)));
  const ofAnother = await measured(() => historyOf(client, second, COMPONENTS));
  const kept = await repeated(() => historyOf(client, first, COMPONENTS));
  await storeComponents(store, first, history.nodes);
  const stored = {
    scores: await repeated(() => scoresByTable(store, first, nodes.length)),
    components: await repeated(() => componentsByTable(store, first)),
  };
  print(`${store.what}: ${digits(store.rows)} scores. Pages of ${PAGE} days.\n`);
  const row = (name: string, ours: Measured, theirs: Measured): string[] => [
    name,
    digits(ours.took),
    digits(ours.cpu),
    digits(ours.waited),
    digits(theirs.took),
    ratio(theirs.took, ours.took),
  ];
  printTable(
    [
      `${digits(nodes.length)} days of a stock`,
      'ms',
      'CPU ms',
      'others waited, ms',
      'PostgreSQL, ms',
      'ratio',
    ],
    [
      row('scores', scores, stored.scores),
      row('components, computed', computed, stored.components),
      row('components of another stock, computed', ofAnother, stored.components),
      row('components, kept', kept, stored.components),
    ],
  );
  print(
    `A day is computed in ${digits(computed.cpu / nodes.length)} ms of CPU time. All of them were charged ` +
      `${digits(history.points)} cost units, so a unit is ${digits((computed.cpu * 1000) / history.points)} µs.\n`,
  );
});
