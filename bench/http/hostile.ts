/**
 * Whether the unfriendly hurt the others: readers at a fixed pace, first among themselves, then with hostile
 * requests, 5 % of all, at a server with its default limits. Latencies of readers count from when their request was
 * due, so that none is left out that had to wait for its turn. See USAGE for the options.
 *
 *   npm --prefix bench run hostile -- [FOLDER]
 *
 * Ends with 1 where a reader was not answered with data, or the server died.
 */
import { once } from 'node:events';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { digits, goal, print, printTable } from '../harness/report.js';
import { lastOutput, stop } from './childProcess.js';
import { cpuMicroseconds, parentOf } from './cpuTime.js';
import { HOSTILE_KINDS, type HostileKind } from './hostileKinds.js';
import type { HostileReply, HostileResult, HostileTask } from './hostileMessages.js';
import { startHostileServer, type HostileServer } from './hostileServer.js';
import { forkHere } from './startPeer.js';
import { openStore } from './store.js';

const USAGE = `npm --prefix bench run hostile -- [FOLDER] [options]
  FOLDER         an import folder; the sample market where it is left out
  --seconds 15   of each of the rounds: quiet, hostile, quiet, hostile
  --rate 500     requests a second, of all connections together
  --spread       hostile requests come from all callers, instead of four of them
  --only KINDS   only these: ${HOSTILE_KINDS.join(',')}
  --each         one round for each kind alone, between two quiet ones`;

const CONNECTIONS = 64;
const ATTACKERS = 4;
/** Until then the server still compiles itself, and is slower. */
const WARM_UP_SECONDS = 10;
/** Until what hostile rounds left behind is cleared away. */
const SETTLING_SECONDS = 2;
const MOST_TIMES_QUIET = 2;
/** Characters of what the server logs. */
const MOST_SHOWN = 600;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '15' },
    rate: { type: 'string', default: '500' },
    spread: { type: 'boolean', default: false },
    only: { type: 'string', default: HOSTILE_KINDS.join(',') },
    each: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const perSecond = Number(values.rate);
const kinds = values.only
  .split(',')
  .filter((name): name is HostileKind => HOSTILE_KINDS.includes(name as never));
if (
  !(seconds > 0 && perSecond > 0) ||
  kinds.length < values.only.split(',').length ||
  positionals.length > 1
) {
  throw new Error(`expected other options, got ${process.argv.slice(2).join(' ')}\n${USAGE}`);
}
const [folder] = positionals;

interface Round {
  readonly result: HostileResult;
  readonly megabytes: { readonly before: number; readonly after: number };
  /** Microseconds of CPU time of the server. */
  readonly serverCpu: number;
}

/** What is to be ended, the last one first. */
const undo: (() => Promise<void>)[] = [];
let stopping: Promise<void> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
}
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await stopAll();
}

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const end of undo.reverse()) await end();
  })();
  return stopping;
}

/** @returns whether all readers were answered, and the server lives */
async function run(): Promise<boolean> {
  print('\n## The unfriendly: readers while 5 % of all requests are hostile\n');
  print(
    `${cpus()[0].model.trim()}, ${availableParallelism()} cores for server, PostgreSQL 18 and load together, ` +
      `Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}; ` +
      `load average at the start ${loadavg()[0].toFixed(2)}.\n`,
  );
  // npm runs scripts in the folder of their package, and says where it was called.
  const from = folder === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', folder);
  const store = await openStore(from, undefined, parentOf);
  undo.push(store.close);
  const server = await startHostileServer(store.url);
  undo.push(server.stop);
  const load = startLoad();
  undo.push(load.stop);
  print(
    `${store.what}: ${store.stocks.length} stocks in the newest run. ${CONNECTIONS} connections, ` +
      `${digits(perSecond)} requests/s, hostile ones from ${values.spread ? 'all callers' : `${ATTACKERS} callers of their own`}.\n`,
  );

  const task = {
    port: server.port,
    market: { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days },
    seconds,
    perSecond,
    connections: CONNECTIONS,
    attackers: values.spread ? 0 : ATTACKERS,
  };
  let seed = 0;
  const round = async (sent: readonly HostileKind[], lasting = seconds): Promise<Round> => {
    const before = server.megabytes();
    const cpu = cpuMicroseconds(server.pid);
    const result = await load.run({ ...task, seconds: lasting, kinds: sent, seed: ++seed });
    return {
      result,
      megabytes: { before, after: server.megabytes() },
      serverCpu: cpuMicroseconds(server.pid) - cpu,
    };
  };
  const quietRound = async (): Promise<Round> => {
    await round([], SETTLING_SECONDS);
    return round([]);
  };
  await round([], WARM_UP_SECONDS);

  const rows: [string, readonly Round[]][] = [];
  if (values.each) {
    const quiet = [await quietRound()];
    rows.push(['quiet', quiet]);
    for (const kind of kinds) rows.push([kind, [await round([kind])]]);
    quiet.push(await quietRound());
  } else {
    const quiet: Round[] = [];
    const hostile: Round[] = [];
    for (let k = 0; k < 2; k++) {
      quiet.push(await quietRound());
      hostile.push(await round(kinds));
    }
    rows.push(['quiet', quiet], ['hostile', hostile]);
  }
  printReaders(rows);
  printHostile(rows.flatMap(([, rounds]) => rounds));
  return verdict(rows, server);
}

function startLoad() {
  const child = forkHere('./hostileLoad.ts');
  const output = lastOutput(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the load process ended by itself:\n${output()}`);
  });
  ended.catch(() => undefined);
  return {
    run: async (task: HostileTask): Promise<HostileResult> => {
      const replied = once(child, 'message') as Promise<[HostileReply]>;
      child.send(task);
      const [reply] = await Promise.race([replied, ended]);
      if ('error' in reply) throw new Error(reply.error);
      return reply;
    },
    stop: () => stop(child),
  };
}

/** Milliseconds of all rounds together, in ascending order. */
function timesOf(rounds: readonly Round[]): Float64Array {
  return Float64Array.from(rounds.flatMap(({ result }) => [...result.times])).sort();
}

function quantile(ascending: ArrayLike<number>, fraction: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * fraction))];
}

function p99(rounds: readonly Round[]): number {
  return quantile(timesOf(rounds), 0.99);
}

function failed(rounds: readonly Round[]): number {
  return rounds.flatMap(({ result }) => Object.values(result.failures)).reduce((sum, one) => sum + one, 0);
}

function printReaders(all: readonly (readonly [string, readonly Round[]])[]): void {
  const [[, quiet]] = all;
  printTable(
    [
      'readers',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'p99.9 ms',
      'max ms',
      'p99 / quiet',
      'failed',
      'CPU of server',
      'of load',
      'MB before → after',
    ],
    all.map(([name, rounds]) => {
      const times = timesOf(rounds);
      const lasted = rounds.reduce((sum, { result }) => sum + result.seconds, 0);
      const cpu = (of: (round: Round) => number) =>
        `${((rounds.reduce((sum, round) => sum + of(round), 0) / lasted / 1e6) * 100).toFixed(0)} %`;
      return [
        name,
        digits(times.length / lasted),
        ...[0.5, 0.99, 0.999, 1].map((fraction) => digits(quantile(times, fraction))),
        digits(p99(rounds) / p99(quiet)),
        String(failed(rounds)),
        cpu(({ serverCpu }) => serverCpu),
        cpu(({ result }) => result.loadCpu),
        rounds
          .map(({ megabytes: { before, after } }) => `${before.toFixed(0)} → ${after.toFixed(0)}`)
          .join(', '),
      ];
    }),
  );
}

/** What the hostile were answered, and how long each took the server at most. */
function printHostile(rounds: readonly Round[]): void {
  const rows = kinds.map((kind) => {
    const known = rounds.flatMap(({ result }) => result.hostile[kind] ?? []);
    const times = known.flatMap((one) => one.times).sort((a, b) => a - b);
    const answers = new Map<string, number>();
    for (const [answer, count] of known.flatMap((one) => Object.entries(one.answers))) {
      answers.set(answer, (answers.get(answer) ?? 0) + count);
    }
    const shown = [...answers].map(([answer, count]) => `${count} × ${answer}`).join(', ');
    return times.length === 0
      ? [kind, '0', '', '', '']
      : [kind, String(times.length), digits(quantile(times, 0.5)), digits(quantile(times, 1)), shown];
  });
  printTable(['hostile', 'sent', 'p50 ms', 'max ms', 'answers'], rows);
}

function verdict(all: readonly (readonly [string, readonly Round[]])[], server: HostileServer): boolean {
  for (const [name, rounds] of all) {
    for (const { result } of rounds) {
      if (Object.keys(result.failures).length > 0)
        print(`Failed among readers, ${name}: ${JSON.stringify(result.failures)}`);
    }
  }
  const isAlive = server.isAlive();
  if (!isAlive) print('The server died.');
  const written = isAlive ? lastError(server.output()) : server.output();
  if (written !== '') print(`The last that the server wrote:\n\n${written}\n`);
  const [[, quiet], ...others] = all;
  for (const [name, rounds] of others) {
    const times = p99(rounds) / p99(quiet);
    print(
      goal(
        `- p99 of readers, ${name}: ${digits(times)} × quiet, at most ${MOST_TIMES_QUIET} ×`,
        times <= MOST_TIMES_QUIET,
      ),
    );
  }
  return isAlive && all.every(([, rounds]) => failed(rounds) === 0);
}

/** A failure that the server logged; an empty text where there is none. */
function lastError(output: string): string {
  const line = output.split('\n').findLast((one) => one.startsWith('{"level":"error"'));
  return line?.slice(0, MOST_SHOWN) ?? '';
}
