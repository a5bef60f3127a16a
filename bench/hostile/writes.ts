/**
 * What writes that wait cost readers. Readers send requests at a fixed pace to a server with default limits, first alone,
 * then while 30 callers send recordBars again and again and something holds the lock of facts, as an import does.
 *
 *   npm --prefix bench run writes -- [FOLDER] [--seconds 15] [--rate 100] [--tiny]
 *
 * Exits with 1 if a reader got no data.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LOCKS } from '../../src/database/transaction.js';
import { fromCaller, positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { quantile } from '../harness/statistics.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { stop } from '../processes/childProcess.js';
import { serve } from '../processes/serve.js';
import { startTaskProcess } from '../processes/taskProcess.js';
import { withCleanup } from '../processes/withCleanup.js';
import { makeKeys } from './makeKeys.js';
import { hasFailed } from './hasFailed.js';
import type { HostileResult, HostileTask } from './messages.js';

const CALLERS = 30;
const MOST_TIMES_QUIET = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: isTiny ? '2' : '15' },
    rate: { type: 'string', default: isTiny ? '50' : '100' },
    tiny: { type: 'boolean' },
  },
});
const [folder] = positionals;

await withCleanup(async (onEnd) => {
  printHead(`Writes that wait: readers while ${CALLERS} callers of recordBars wait for a lock`);
  const store = await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  const keys = await makeKeys(store.pool, CALLERS);
  const { child, port } = await serve(store.url, { TRUSTED_PROXIES: '127.0.0.1' });
  onEnd(() => stop(child));
  const load = startTaskProcess<HostileTask, HostileResult>('hostile/load.ts');
  onEnd(load.stop);

  const market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  const task = { port, market, perSecond: positive('--rate', values.rate), connections: 32, attackers: 4 };
  const seconds = positive('--seconds', values.seconds);
  let seed = 0;
  const read = () => load.run({ ...task, seconds, kinds: [], slow: [], seed: ++seed });
  await read();
  const quiet = await read();

  const holder = await store.pool.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [LOCKS.facts]);
  const ending = new AbortController();
  const answers: Record<string, number> = {};
  const bar = {
    ticker: market.tickers[0],
    date: market.days[0],
    open: 1,
    high: 1,
    low: 1,
    close: 1,
    volume: 1,
  };
  const writing = keys.map(async (key) => {
    const { signal } = ending;
    while (!signal.aborted) {
      const sent = record(port, key, bar, signal);
      const { status, retryAfter } = await sent.catch(() => ({
        status: 'ended by the caller',
        retryAfter: 0,
      }));
      answers[status] = (answers[status] ?? 0) + 1;
      await wait(retryAfter * 1000, undefined, { signal }).catch(() => undefined);
    }
  });
  const held = await read();
  ending.abort();
  await Promise.all(writing);
  holder.release(true);

  printTable(
    ['readers', 'answers', 'p50 ms', 'p99 ms', 'max ms', 'failed'],
    Object.entries({ quiet, held }).map(([name, { times, failures }]) => [
      name,
      String(times.length),
      ...[0.5, 0.99, 1].map((fraction) => digits(quantile([...times], fraction))),
      JSON.stringify(failures),
    ]),
  );
  print(`recordBars was answered: ${JSON.stringify(answers)}\n`);
  const times = quantile([...held.times], 0.99) / quantile([...quiet.times], 0.99);
  print(
    goal(
      `p99 of readers: ${digits(times)} × quiet, at most ${MOST_TIMES_QUIET} ×`,
      times <= MOST_TIMES_QUIET,
    ),
  );
  process.exitCode = [quiet, held].some(hasFailed) ? 1 : 0;
});

/** Returns the status of a recordBars, and the pause that the answer asks for, in seconds. */
async function record(
  port: number,
  key: string,
  bar: object,
  signal: AbortSignal,
): Promise<{ status: string; retryAfter: number }> {
  const query = 'mutation ($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { rows } }';
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify({ query, variables: { rows: [bar] } }),
    signal,
  });
  await response.text();
  return { status: String(response.status), retryAfter: Number(response.headers.get('retry-after') ?? 0) };
}
