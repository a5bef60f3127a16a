/**
 * What hostile requests cost the other clients. Readers send requests at a fixed pace to a server with default limits,
 * first alone, then while 5 % of all requests are hostile and 1,100 slow connections are held, twice in turn. The latency
 * of a reader counts from when its request was due, so that waiting for its turn is part of it.
 *
 *   npm --prefix bench run hostile -- [FOLDER] [--seconds 15] [--rate 500] [--only KINDS] [--tiny]
 *
 * Exits with 1 if a reader got no data or the server died.
 */
import { parseArgs } from 'node:util';
import { fromCaller, namesOf, positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { quantile } from '../harness/statistics.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { stop } from '../processes/childProcess.js';
import { cpuMicroseconds } from '../processes/cpuTime.js';
import { residentMegabytes } from '../processes/residentMegabytes.js';
import { serve } from '../processes/serve.js';
import { startTaskProcess } from '../processes/taskProcess.js';
import { withCleanup } from '../processes/withCleanup.js';
import { hasFailed } from './hasFailed.js';
import { HOSTILE_KINDS, type HostileKind } from './hostileKinds.js';
import type { HostileResult, HostileTask } from './messages.js';
import { SLOW_KINDS, type SlowKind } from './slowKinds.js';

const CONNECTIONS = 64;
const ATTACKERS = 4;
const ROUNDS = isTiny ? 1 : 2;
/** Until then the server is slower, because its code is not compiled yet. */
const WARM_UP_SECONDS = isTiny ? 1 : 10;
/** After a hostile round, the server collects what the round left behind. */
const SETTLING_SECONDS = isTiny ? 0.5 : 2;
const MOST_TIMES_QUIET = 2;
const MOST_SHOWN = 600;

/** Requests, and connections that are held. */
type Kind = HostileKind | SlowKind;
const KINDS: readonly Kind[] = [...HOSTILE_KINDS, ...SLOW_KINDS];

interface Round extends HostileResult {
  readonly megabytes: { readonly before: number; readonly after: number };
  /** Microseconds of CPU time of the server. */
  readonly serverCpu: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: isTiny ? '2' : '15' },
    rate: { type: 'string', default: isTiny ? '100' : '500' },
    only: { type: 'string', default: KINDS.join(',') },
    tiny: { type: 'boolean' },
  },
});
const seconds = positive('--seconds', values.seconds);
const perSecond = positive('--rate', values.rate);
const kinds = namesOf('--only', KINDS, values.only);
const requests = HOSTILE_KINDS.filter((kind) => kinds.includes(kind));
const slow = SLOW_KINDS.filter((kind) => kinds.includes(kind));
const [folder] = positionals;

await withCleanup(async (onEnd) => {
  printHead('Hostile requests: readers while 5 % of all requests are hostile');
  const store = await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  // The server believes that the load is a proxy, which names the callers.
  const { child, port, pid, output } = await serve(store.url, { TRUSTED_PROXIES: '127.0.0.1' });
  onEnd(() => stop(child));
  const load = startTaskProcess<HostileTask, HostileResult>('hostile/load.ts');
  onEnd(load.stop);
  print(
    `${store.what}: ${store.stocks.length} stocks in the newest run. ${CONNECTIONS} connections, ` +
      `${digits(perSecond)} requests/s, hostile ones from ${ATTACKERS} callers of their own.\n`,
  );

  const market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  const task = { port, market, perSecond, connections: CONNECTIONS, attackers: ATTACKERS };
  let seed = 0;
  const round = async (isHostile: boolean, lasting = seconds): Promise<Round> => {
    const before = residentMegabytes(pid);
    const cpu = cpuMicroseconds(pid);
    const result = await load.run({
      ...task,
      seconds: lasting,
      kinds: isHostile ? requests : [],
      slow: isHostile ? slow : [],
      seed: ++seed,
    });
    return {
      ...result,
      megabytes: { before, after: residentMegabytes(pid) },
      serverCpu: cpuMicroseconds(pid) - cpu,
    };
  };
  await round(false, WARM_UP_SECONDS);
  const quiet: Round[] = [];
  const hostile: Round[] = [];
  for (let k = 0; k < ROUNDS; k++) {
    await round(false, SETTLING_SECONDS);
    quiet.push(await round(false));
    hostile.push(await round(true));
  }
  printReaders({ quiet, hostile });
  printHostile(hostile);

  const isAlive = child.exitCode === null && child.signalCode === null;
  if (!isAlive) print('The server died.');
  const written = isAlive ? lastError(output()) : output();
  if (written !== '') print(`The server wrote last:\n\n${written}\n`);
  for (const { failures } of [...quiet, ...hostile]) {
    if (Object.keys(failures).length > 0) print(`Readers that failed: ${JSON.stringify(failures)}`);
  }
  const times = p99(hostile) / p99(quiet);
  print(
    goal(
      `p99 of readers: ${digits(times)} × quiet, at most ${MOST_TIMES_QUIET} ×`,
      times <= MOST_TIMES_QUIET,
    ),
  );
  process.exitCode = isAlive && ![...quiet, ...hostile].some(hasFailed) ? 0 : 1;
});

function timesOf(rounds: readonly Round[]): number[] {
  return rounds.flatMap(({ times }) => [...times]);
}

function p99(rounds: readonly Round[]): number {
  return quantile(timesOf(rounds), 0.99);
}

function failed(rounds: readonly Round[]): number {
  return rounds.flatMap(({ failures }) => Object.values(failures)).reduce((sum, one) => sum + one, 0);
}

function printReaders(all: { readonly quiet: readonly Round[]; readonly hostile: readonly Round[] }): void {
  printTable(
    [
      ...['readers', 'requests/s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms', 'p99 ÷ quiet', 'failed'],
      ...['CPU of server', 'of load', 'MB before → after'],
    ],
    Object.entries(all).map(([name, rounds]) => {
      const times = timesOf(rounds);
      const lasted = rounds.reduce((sum, one) => sum + one.seconds, 0);
      const cpu = (of: (round: Round) => number) =>
        `${((rounds.reduce((sum, one) => sum + of(one), 0) / lasted / 1e6) * 100).toFixed(0)} %`;
      return [
        name,
        digits(times.length / lasted),
        ...[0.5, 0.99, 0.999, 1].map((fraction) => digits(quantile(times, fraction))),
        `${digits(p99(rounds) / p99(all.quiet))} ×`,
        String(failed(rounds)),
        cpu(({ serverCpu }) => serverCpu),
        cpu(({ loadCpu }) => loadCpu),
        rounds
          .map(({ megabytes: { before, after } }) => `${before.toFixed(0)} → ${after.toFixed(0)}`)
          .join(', '),
      ];
    }),
  );
}

/** Prints what each kind of hostile request was answered, and how long the answers took. */
function printHostile(rounds: readonly Round[]): void {
  const rows = kinds.map((kind) => {
    const known = rounds.flatMap(({ hostile }) => hostile[kind] ?? []);
    const times = known.flatMap((one) => one.times);
    if (times.length === 0) return [kind, '0', '', '', ''];
    const counts = new Map<string, number>();
    for (const [answer, count] of known.flatMap((one) => Object.entries(one.answers))) {
      counts.set(answer, (counts.get(answer) ?? 0) + count);
    }
    const shown = [...counts].map(([answer, count]) => `${count} × ${answer}`).join(', ');
    return [kind, String(times.length), digits(quantile(times, 0.5)), digits(quantile(times, 1)), shown];
  });
  printTable(['hostile', 'sent', 'p50 ms', 'max ms', 'answers'], rows);
}

/** Returns the last error that the server logged; an empty text for none. */
function lastError(output: string): string {
  const line = output.split('\n').findLast((one) => one.startsWith('{"level":"error"'));
  return line?.slice(0, MOST_SHOWN) ?? '';
}
