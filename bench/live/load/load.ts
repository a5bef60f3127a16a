/** The load, in a process of its own: does what it is asked over IPC, one task at a time. */
import { now } from '../clock.js';
import { Ledger } from './ledger.js';
import type { LoadReply, LoadResult, LoadTask } from './loadMessages.js';
import { Subscriber, type Endpoint } from './subscriber.js';

/** That connect at the same time: more would overflow what a server holds before it accepts. */
const CONNECTING = 100;
const OPEN_PATIENCE_MS = 60_000;

const ledger = new Ledger();
let subscribers: Subscriber[] = [];
let failure: string | null = null;
let lastAt = 0;
let cpu = process.cpuUsage();
/** Called when there may be something new to see. */
let look: () => void = () => undefined;

function onMessage(): void {
  lastAt = now();
  if (ledger.received === ledger.wanted) look();
}

function fail(reason: string): void {
  failure ??= reason;
  look();
}

/** Resolves when `isDone`, or for `patienceMs` nothing has happened. */
async function until(isDone: () => boolean, lastSign: () => number, patienceMs: number): Promise<void> {
  const begun = now();
  await new Promise<void>((resolve) => {
    const finish = () => {
      clearInterval(timer);
      look = () => undefined;
      resolve();
    };
    const timer = setInterval(
      () => {
        if (now() - Math.max(begun, lastSign()) > patienceMs) finish();
      },
      Math.min(100, patienceMs / 2),
    );
    look = () => {
      if (failure !== null || isDone()) finish();
    };
    look();
  });
}

async function open(endpoint: Endpoint, sockets: number): Promise<void> {
  ledger.begin(0, 0);
  let subscribed = 0;
  let lastSubscribed = now();
  const onSubscribed = () => {
    subscribed++;
    lastSubscribed = now();
    if (subscribers.length < sockets) connectNext();
    look();
  };
  const connectNext = () =>
    void subscribers.push(new Subscriber(endpoint, ledger, onMessage, onSubscribed, fail));
  while (subscribers.length < Math.min(CONNECTING, sockets)) connectNext();
  await until(
    () => subscribed === sockets,
    () => lastSubscribed,
    OPEN_PATIENCE_MS,
  );
  if (subscribed < sockets) fail(`expected ${sockets} connections, got ${subscribed}`);
}

async function run(task: LoadTask): Promise<LoadResult | null> {
  switch (task.do) {
    case 'open':
      await open(task.endpoint, task.sockets);
      return null;
    case 'begin':
      ledger.begin(subscribers.length, task.events);
      for (const subscriber of subscribers) subscriber.begin();
      cpu = process.cpuUsage();
      return null;
    case 'finish': {
      await until(
        () => ledger.received === ledger.wanted,
        () => lastAt,
        task.patienceMs,
      );
      const { user, system } = process.cpuUsage(cpu);
      const { received, wanted } = ledger;
      return { received, wanted, lastAt, payloads: ledger.payloads, loadCpu: user + system };
    }
    case 'close':
      for (const subscriber of subscribers) subscriber.cut();
      subscribers = [];
      return null;
  }
}

process.once('disconnect', () => process.exit());
process.on('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.((failure === null ? { result } : { error: failure }) satisfies LoadReply),
    (error: Error) => process.send?.({ error: error.message } satisfies LoadReply),
  );
});
