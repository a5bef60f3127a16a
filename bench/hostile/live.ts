/**
 * What callers who abuse subscriptions cost the readers. Readers send requests at a fixed pace to a server with default
 * limits, while scores change every second: first alone, then during each attack.
 *
 *   npm --prefix bench run hostile:live -- [--seconds 10] [--rate 300] [--only ATTACKS] [--tiny]
 *
 * Exits with 1 if a reader got no data or the server died.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { namesOf, positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { quantile } from '../harness/statistics.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { commitEvents } from '../live/commitEvents.js';
import { stop } from '../processes/childProcess.js';
import { cpuMicroseconds } from '../processes/cpuTime.js';
import { residentMegabytes } from '../processes/residentMegabytes.js';
import { serve } from '../processes/serve.js';
import { startTaskProcess } from '../processes/taskProcess.js';
import { withCleanup } from '../processes/withCleanup.js';
import { LIVE_ATTACKS, type LiveAttack } from './liveAttacks.js';
import { hasFailed } from './hasFailed.js';
import type { HostileResult, HostileTask } from './messages.js';

const READERS = 32;
/** How many scores change in each commit, and how often one is made. */
const EVENTS = 100;
const COMMIT_EVERY_MS = 1_000;
const WARM_UP_SECONDS = isTiny ? 1 : 10;
const MOST_TIMES_QUIET = 2;
const ATTACKS = Object.keys(LIVE_ATTACKS) as LiveAttack[];

interface Round extends HostileResult {
  readonly name: string;
  /** Of the server when the round ended. */
  readonly megabytes: number;
  /** Microseconds of CPU time of the server. */
  readonly serverCpu: number;
  /** What the attackers got. */
  readonly got: string;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: isTiny ? '2' : '10' },
    rate: { type: 'string', default: isTiny ? '50' : '300' },
    only: { type: 'string', default: ATTACKS.join(',') },
    tiny: { type: 'boolean' },
  },
});
const seconds = positive('--seconds', values.seconds);
const perSecond = positive('--rate', values.rate);
const attacks = namesOf('--only', ATTACKS, values.only);

await withCleanup(async (onEnd) => {
  printHead('Hostile subscribers: readers during each attack');
  const store = await openStore(undefined);
  onEnd(store.close);
  // The server believes that the load is a proxy, which names the callers.
  const { child, port, pid } = await serve(store.url, { TRUSTED_PROXIES: '127.0.0.1' });
  onEnd(() => stop(child));
  const load = startTaskProcess<HostileTask, HostileResult>('hostile/load.ts');
  onEnd(load.stop);
  const { rows } = await store.pool.query<{ epoch: string }>('SELECT epoch FROM event_log');
  const [{ epoch }] = rows;
  const market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  const task = { port, market, perSecond, connections: READERS, attackers: 0, kinds: [], slow: [] };

  let seed = 0;
  const round = async (name: LiveAttack | 'quiet', lasting = seconds): Promise<Round> => {
    const attackers = name === 'quiet' ? [] : await LIVE_ATTACKS[name]({ port, epoch });
    const cpu = cpuMicroseconds(pid);
    let isOver = false;
    const committing = (async () => {
      for (; !isOver; await wait(COMMIT_EVERY_MS)) await commitEvents(store.pool, EVENTS);
    })();
    try {
      const result = await load.run({ ...task, seconds: lasting, seed: ++seed });
      const counts = attackers.map(({ answers }) => answers);
      const serverCpu = cpuMicroseconds(pid) - cpu;
      return { ...result, name, megabytes: residentMegabytes(pid), serverCpu, got: shown(counts) };
    } finally {
      isOver = true;
      await committing;
      for (const attacker of attackers) attacker.close();
    }
  };
  await round('quiet', WARM_UP_SECONDS);
  const quiet = await round('quiet');
  const rounds: Round[] = [];
  for (const attack of attacks) rounds.push(await round(attack));

  printTable(
    [
      'readers during',
      'p50 ms',
      'p99 ms',
      'max ms',
      'p99 ÷ quiet',
      'failed',
      'CPU of server',
      'MB after',
      'attackers got',
    ],
    [quiet, ...rounds].map((one) => [
      one.name,
      ...[0.5, 0.99, 1].map((fraction) => digits(quantile([...one.times], fraction))),
      `${digits(p99(one) / p99(quiet))} ×`,
      String(failed(one)),
      `${((one.serverCpu / one.seconds / 1e6) * 100).toFixed(0)} %`,
      one.megabytes.toFixed(0),
      one.got,
    ]),
  );
  const worst = Math.max(...rounds.map(p99)) / p99(quiet);
  print(
    goal(
      `p99 of readers: ${digits(worst)} × quiet, at most ${MOST_TIMES_QUIET} ×`,
      worst <= MOST_TIMES_QUIET,
    ),
  );
  const isAlive = child.exitCode === null && child.signalCode === null;
  if (!isAlive) print('The server died.');
  process.exitCode = isAlive && ![quiet, ...rounds].some(hasFailed) ? 0 : 1;
});

function p99({ times }: Round): number {
  return quantile([...times], 0.99);
}

function failed({ failures }: Round): number {
  return Object.values(failures).reduce((sum, one) => sum + one, 0);
}

function shown(counts: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>();
  for (const [what, count] of counts.flatMap((one) => Object.entries(one))) {
    sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return [...sums].map(([what, count]) => `${count} × ${what}`).join(', ');
}
