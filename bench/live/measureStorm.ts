import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeEventCursor } from '../../src/live/eventCursor.js';
import { digits, goal, print, printTable } from '../harness/report.js';
import { lastOutput, stop } from '../http/childProcess.js';
import { forkHere } from '../http/startPeer.js';
import type { BenchStore } from '../http/store.js';
import type { Arguments } from './arguments.js';
import { commitEvents } from './commitEvents.js';
import type { Contestant } from './contestant.js';
import type { StormReply, StormResult, StormTask } from './load/stormMessages.js';
import { quantile } from './statistics.js';

/** The profile of AnyCable's benchmark of reconnects. */
const EVERY_MS = 15_000;
const OFFLINE_MS = 2_000;
const COMMIT_EVERY_MS = 500;
const MOST_REPLAY_MS = 2_000;

/** Clients that lose their connections during a stream of commits, and come back by cursor. */
export async function measureStorm(
  { sockets, events, seconds }: Arguments,
  { pool }: Pick<BenchStore, 'pool'>,
  start: () => Promise<Contestant>,
): Promise<void> {
  for (const clients of sockets) {
    const greyoak = await start();
    const storm = startStorm();
    try {
      const { rows } = await pool.query<{ readonly epoch: string; readonly position: number }>(
        'SELECT epoch, last_position::int4 AS position FROM event_log',
      );
      const [begin] = rows;
      const { port, path } = greyoak.endpoint;
      await storm.run({
        do: 'open',
        port,
        path,
        clients,
        cursor: encodeEventCursor(begin),
        everyMs: EVERY_MS,
        offlineMs: OFFLINE_MS,
      });
      await storm.run({ do: 'begin' });
      let position = begin.position;
      let commits = 0;
      const end = performance.now() + seconds * 1000;
      while (performance.now() < end) {
        const next = performance.now() + COMMIT_EVERY_MS;
        position = (await commitEvents(pool, events)).last;
        commits++;
        await wait(Math.max(0, next - performance.now()));
      }
      const result = await storm.run({ do: 'finish', position });
      if (result === null) throw new TypeError('expected a result of finish');
      print(
        `### A storm of reconnects: ${digits(clients)} clients for ${seconds} s, each dropped every ` +
          `${EVERY_MS / 1000} s for ${OFFLINE_MS / 1000} s; ${commits} commits of ${events} events\n`,
      );
      printStorm(result, clients * (position - begin.position));
    } finally {
      await storm.stop();
      await greyoak.stop();
    }
  }
}

function startStorm() {
  const child = forkHere('../live/load/storm.ts');
  const output = lastOutput(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the storm ended by itself:\n${output()}`);
  });
  ended.catch(() => undefined);
  return {
    run: async (task: StormTask): Promise<StormResult | null> => {
      const replied = once(child, 'message') as Promise<[StormReply]>;
      child.send(task);
      const [reply] = await Promise.race([replied, ended]);
      if ('error' in reply) throw new Error(reply.error);
      return reply.result;
    },
    stop: () => stop(child),
  };
}

/** @throws Error where not everything came, in order */
function printStorm(result: StormResult, wanted: number): void {
  const { drops, delivered, outOfOrder, repeats, ended, endedBy, replays } = result;
  const p99 = quantile(replays, 0.99);
  printTable(
    ['what', 'measured', 'goal'],
    [
      ['connections dropped', digits(drops), ''],
      [
        'delivered',
        `${digits(delivered)} of ${digits(wanted)}: ${Math.floor((delivered / wanted) * 1e6) / 1e4} %`,
        goal('100 %', delivered === wanted),
      ],
      ['out of order', digits(outOfOrder), goal('0', outOfOrder === 0)],
      ['repeats', digits(repeats), ''],
      ['connections that the server ended', digits(ended), goal('0', ended === 0)],
      ['replays', digits(replays.length), ''],
      ['replay p50, ms', digits(quantile(replays, 0.5)), ''],
      ['replay p99, ms', digits(p99), goal(`below ${digits(MOST_REPLAY_MS)}`, p99 < MOST_REPLAY_MS)],
    ],
  );
  if (delivered === wanted && outOfOrder === 0) return;
  throw new Error(`not everything came in order${endedBy === null ? '' : `; the server said ${endedBy}`}`);
}
