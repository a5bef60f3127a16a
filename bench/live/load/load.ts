/** The clients of the live benchmark, in a process of their own. */
import { randomUUID } from 'node:crypto';
import { answerTasks } from '../../processes/answerTasks.js';
import { now } from '../clock.js';
import { Ledger } from './ledger.js';
import { INIT, PROTOCOL, WebSocketConnection } from './webSocketConnection.js';

/** What the load process has to do, one task after the other. */
export type LoadTask =
  | { readonly do: 'open'; readonly port: number; readonly sockets: number; readonly document: string }
  /** From here on each client is to get this many events. */
  | { readonly do: 'begin'; readonly events: number }
  /** Waits until all clients have them, or nothing has arrived for a while. */
  | { readonly do: 'finish'; readonly patienceMs: number }
  | { readonly do: 'close' };

/** The state after a task. */
export interface LoadResult {
  /** Messages since `begin`, and how many there should be. */
  readonly received: number;
  readonly wanted: number;
  /** When the last one arrived, by the clock of the machine, in milliseconds. */
  readonly lastAt: number;
  /** Each event once. */
  readonly payloads: readonly string[];
  /** Microseconds of CPU time of this process since `begin`. */
  readonly loadCpu: number;
}

/** How many clients connect at a time; more would overflow what a server holds before it accepts. */
const CONNECTING = 100;
const OPEN_PATIENCE_MS = 60_000;

interface Subscriber {
  readonly cut: () => void;
  /** How many messages it got since `begin`. */
  index: number;
}

const ledger = new Ledger();
let subscribers: Subscriber[] = [];
let failure: string | null = null;
let lastAt = 0;
let cpu = process.cpuUsage();
/** Called when the condition that is waited for may hold. */
let look: () => void = () => undefined;

function fail(reason: string): void {
  failure ??= reason;
  look();
}

/** Resolves when `isDone`, or when nothing has happened for `patienceMs`. */
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

/** @param onSubscribed called when the client has asked for events; a server does not tell when it has subscribed it */
function subscribe(port: number, document: string, onSubscribed: () => void): Subscriber {
  const id = Buffer.from(randomUUID());
  let isSubscribed = false;
  const connection: WebSocketConnection = new WebSocketConnection(port, '/graphql', PROTOCOL, {
    onOpen: () => connection.send(INIT),
    onMessage: (bytes, start, end) => {
      if (isSubscribed) {
        take(subscriber, id, bytes, start, end);
        return;
      }
      const { type } = JSON.parse(bytes.toString('utf8', start, end)) as { readonly type: string };
      if (type !== 'connection_ack') return fail(`Expected connection_ack, got ${type}.`);
      connection.send(JSON.stringify({ id: id.toString(), type: 'subscribe', payload: { query: document } }));
      isSubscribed = true;
      onSubscribed();
    },
    onClosed: fail,
  });
  const subscriber: Subscriber = { cut: () => connection.cut(), index: 0 };
  return subscriber;
}

function take(subscriber: Subscriber, id: Buffer, bytes: Buffer, start: number, end: number): void {
  try {
    ledger.take(subscriber.index++, id, bytes, start, end);
  } catch (error) {
    fail((error as Error).message);
  }
  lastAt = now();
  if (ledger.received === ledger.wanted) look();
}

async function open(port: number, sockets: number, document: string): Promise<void> {
  ledger.begin(0, 0);
  let subscribed = 0;
  let lastSubscribed = now();
  const connectNext = () => void subscribers.push(subscribe(port, document, onSubscribed));
  const onSubscribed = () => {
    subscribed++;
    lastSubscribed = now();
    if (subscribers.length < sockets) connectNext();
    look();
  };
  while (subscribers.length < Math.min(CONNECTING, sockets)) connectNext();
  await until(
    () => subscribed === sockets,
    () => lastSubscribed,
    OPEN_PATIENCE_MS,
  );
  if (subscribed < sockets) fail(`Expected ${sockets} connections, got ${subscribed}.`);
}

async function run(task: LoadTask): Promise<LoadResult> {
  switch (task.do) {
    case 'open':
      await open(task.port, task.sockets, task.document);
      break;
    case 'begin':
      ledger.begin(subscribers.length, task.events);
      for (const subscriber of subscribers) subscriber.index = 0;
      cpu = process.cpuUsage();
      break;
    case 'finish':
      await until(
        () => ledger.received === ledger.wanted,
        () => lastAt,
        task.patienceMs,
      );
      break;
    case 'close':
      for (const subscriber of subscribers) subscriber.cut();
      subscribers = [];
      break;
  }
  if (failure !== null) throw new Error(failure);
  const { user, system } = process.cpuUsage(cpu);
  const { received, wanted } = ledger;
  const payloads = task.do === 'finish' ? ledger.payloads : [];
  return { received, wanted, lastAt, payloads, loadCpu: user + system };
}

answerTasks(run);
