/**
 * Callers of all kinds at once, while keys are rotated, paused, resumed, revoked and expire: every answer is compared with
 * what its caller may have at that moment. 64 connections: 48 send requests as anonymous callers, with keys, bad credentials
 * and to an open service over the same store; 8 sockets and 8 event streams subscribe with keys that end.
 *
 *   npm --prefix bench run mixed -- [--seconds 300] [--rate 400] [--tiny]
 *
 * Exits with 1 if an answer was wrong or the server died.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Random } from '../../test/support/synthetic/random.js';
import { positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { commitEvents } from '../live/commitEvents.js';
import { stop } from '../processes/childProcess.js';
import { serve } from '../processes/serve.js';
import { withCleanup } from '../processes/withCleanup.js';
import { mixedCallers, type Round } from './mixed/callers.js';
import { ChangingKeys } from './mixed/changingKeys.js';
import { Heap } from './mixed/heap.js';
import { socketSubscriber, streamSubscriber } from './mixed/subscribers.js';
import { Tally } from './mixed/tally.js';

const REQUESTING = 48;
const SUBSCRIBING = 8;
const CHANGING_KEYS = 16;
/** How often each key changes, in milliseconds. */
const CHANGES_MS = 2_000;
const EVENTS = 20;
const COMMITS_MS = isTiny ? 500 : 2_000;
const QUARTERS = 4;
/** The most that the least heap of the last quarter may be, as a multiple of that of the second. */
const MOST_GROWTH = 1.2;

const UNLIMITED = { MAX_COST: '1000000000', COST_BUCKET: '1000000000', COST_PER_SECOND: '1000000000' };
/** Little, so that garbage is collected early and not taken for growth. */
const SMALL_HEAP = '--max-old-space-size=96';
const METRICS_TOKEN = 'only-for-a-benchmark-that-reads-the-heap';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: isTiny ? '4' : '300' },
    rate: { type: 'string', default: isTiny ? '200' : '400' },
    tiny: { type: 'boolean' },
  },
});
const seconds = positive('--seconds', values.seconds);
const perSecond = positive('--rate', values.rate);

await withCleanup(async (onEnd) => {
  printHead('Mixed callers: 64 connections while keys change');
  const store = await openStore(undefined);
  onEnd(store.close);
  const closed = await serve(store.url, {
    ...UNLIMITED,
    METRICS_TOKEN,
    ANONYMOUS_SCOPES: 'MARKET_READ',
    NODE_OPTIONS: SMALL_HEAP,
  });
  onEnd(() => stop(closed.child));
  const open = await serve(store.url, { ...UNLIMITED, NODE_ENV: 'development', ACCESS: 'open' });
  onEnd(() => stop(open.child));
  const random = new Random(12);
  const keys = new ChangingKeys(store.pool, random);
  await keys.add(CHANGING_KEYS);
  const steady = { scores: await keys.steady('SCORES_READ'), market: await keys.steady('MARKET_READ') };
  const tally = new Tally();
  let over = false;
  const isOver = () => over;
  const [{ ticker }] = store.stocks;
  const round: Round = {
    port: closed.port,
    openPort: open.port,
    ticker,
    keys,
    steady,
    random,
    tally,
    isOver,
  };
  const heap = new Heap(closed.port, METRICS_TOKEN);
  const before = await heap.sample();

  const again = async (ms: number, work: () => Promise<unknown>) => {
    for (; !over; await wait(ms)) await work();
  };
  const intervalMs = (REQUESTING / perSecond) * 1000;
  const running = Promise.all([
    heap.watch(isOver),
    again(COMMITS_MS, () => commitEvents(store.pool, EVENTS)),
    ...times(CHANGING_KEYS, (k) => again(CHANGES_MS, () => keys.change(k))),
    ...times(REQUESTING, () => mixedCallers(round, intervalMs)),
    ...times(SUBSCRIBING, () => socketSubscriber(round)),
    ...times(SUBSCRIBING, () => streamSubscriber(round)),
  ]);
  try {
    await Promise.race([wait(seconds * 1000), running]);
  } finally {
    over = true;
  }
  await running;

  const answers = [...tally.answers].sort();
  printTable(
    ['caller, and what it got', 'times', 'wrong'],
    answers.map(([what, count]) => [what, digits(count), String(tally.wrong.get(what) ?? 0)]),
  );
  print(`Changes of keys: ${[...keys.changes].map(([what, count]) => `${count} × ${what}`).join(', ')}.`);
  const lags = [...tally.longestLags].map(([what, ms]) => `${what} ${digits(ms)} ms`);
  print(`The longest that the server went by what it knew before a change: ${lags.join(', ')}.\n`);
  const parts = heap.parts(QUARTERS);
  printTable(
    ['memory of the server, MB', 'before', ...parts.map((_, k) => `quarter ${k + 1}`)],
    [
      ['least heap', digits(before.heap), ...parts.map(({ leastHeap }) => digits(leastHeap))],
      ['median heap', '', ...parts.map(({ medianHeap }) => digits(medianHeap))],
      ['resident', digits(before.resident), ...parts.map(({ resident }) => digits(resident))],
    ],
  );
  const growth = parts[QUARTERS - 1].leastHeap / parts[1].leastHeap;
  print(
    goal(
      `least heap: ${digits(growth)} × that of the second quarter, at most ${MOST_GROWTH} ×`,
      growth <= MOST_GROWTH,
    ),
  );
  const wrong = [...tally.wrong.values()].reduce((sum, one) => sum + one, 0);
  print(goal(`${digits(wrong)} wrong answers of ${digits(tally.total)}, none`, wrong === 0));
  const died = [closed, open].filter(({ child }) => child.exitCode !== null || child.signalCode !== null);
  for (const { output } of died) print(`A server died; it wrote last:\n\n${output()}\n`);
  process.exitCode = wrong === 0 && died.length === 0 ? 0 : 1;
});

function times(count: number, start: (k: number) => Promise<unknown>): Promise<unknown>[] {
  return Array.from({ length: count }, (_, k) => start(k));
}
