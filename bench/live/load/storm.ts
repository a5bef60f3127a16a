/** Clients that lose their connections all the time, in a process of their own. */
import { now } from '../clock.js';
import { StormClient, StormCounts } from './stormClient.js';
import type { StormReply, StormResult, StormTask } from './stormMessages.js';

const LOOK_MS = 50;
const PATIENCE_MS = 30_000;

const counts = new StormCounts();
let clients: readonly StormClient[] = [];
let subscribed = 0;
let pace = { everyMs: 0, offlineMs: 0 };
const timers = new Set<NodeJS.Timeout>();

function later(ms: number, then: () => void): void {
  const timer = setTimeout(() => {
    timers.delete(timer);
    then();
  }, ms);
  timers.add(timer);
}

/** Once it is connected: drops, comes back, and so on. */
function dropAfter(client: StormClient, ms: number): void {
  later(ms, () => {
    client.drop();
    later(pace.offlineMs, () => client.connect());
    dropAfter(client, pace.everyMs);
  });
}

/** Resolves when `isDone`, or nothing has happened for a while. */
async function until(isDone: () => boolean, lastSign: () => number): Promise<void> {
  const begun = now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!isDone() && now() - Math.max(begun, lastSign()) < PATIENCE_MS) return;
      clearInterval(timer);
      resolve();
    }, LOOK_MS);
  });
}

async function run(task: StormTask): Promise<StormResult | null> {
  switch (task.do) {
    case 'open': {
      const { port, path, cursor, everyMs, offlineMs } = task;
      pace = { everyMs, offlineMs };
      counts.newest = counts.positionOf(cursor);
      clients = Array.from(
        { length: task.clients },
        () => new StormClient(port, path, cursor, counts, () => subscribed++),
      );
      for (const client of clients) client.connect();
      await until(
        () => subscribed === clients.length,
        () => 0,
      );
      if (subscribed < clients.length) {
        throw new Error(`expected ${clients.length} subscriptions, got ${subscribed}: ${counts.endedBy}`);
      }
      return null;
    }
    case 'begin':
      for (const [k, client] of clients.entries()) dropAfter(client, (pace.everyMs * k) / clients.length);
      return null;
    case 'finish': {
      for (const timer of timers) clearTimeout(timer);
      for (const client of clients) client.connect();
      await until(
        () => clients.every(({ position }) => position >= task.position),
        () => counts.lastAt,
      );
      for (const client of clients) client.stop();
      const { drops, delivered, outOfOrder, repeats, ended, endedBy, replays } = counts;
      return { drops, delivered, outOfOrder, repeats, ended, endedBy, replays };
    }
  }
}

process.once('disconnect', () => process.exit());
process.on('message', (task: StormTask) => {
  run(task).then(
    (result) => process.send?.({ result } satisfies StormReply),
    (error: Error) => process.send?.({ error: error.message } satisfies StormReply),
  );
});
