import type pg from 'pg';
import { decodeEventCursor } from '../../src/live/eventCursor.js';
import { stop } from '../processes/childProcess.js';
import { forkBench } from '../processes/forkBench.js';
import type { Listening } from '../processes/listening.js';
import { messagesOf } from '../processes/messages.js';
import { serve } from '../processes/serve.js';
import { DOCUMENT, type ChangedScore } from './changedScore.js';
import { commitEvents } from './commitEvents.js';
import { COLLECTING, memoryOf, type Memory } from './memory.js';
import type { PeerTask, Published } from './peers/publishing.js';

/** The servers that GreyOak is compared with. Each has a file in peers/. */
export const PEERS = ['raw', 'graphqlWs'] as const;
export type PeerName = (typeof PEERS)[number];

export const TITLES: Readonly<Record<Contestant['name'], string>> = {
  greyoak: 'GreyOak',
  raw: 'raw ws',
  graphqlWs: 'graphql-ws, type-graphql',
};

/** A server that is measured, which is a process of its own and sends over /graphql. */
export interface Contestant {
  readonly name: 'greyoak' | PeerName;
  readonly pid: number;
  readonly port: number;
  /** The subscription of its clients. */
  readonly document: string;
  /** Resolves when the events are on their way. */
  readonly publish: (events: number) => Promise<Publication>;
  /** Measures the memory after a collection of garbage. */
  readonly memory: () => Promise<Memory>;
  readonly stop: () => Promise<void>;
}

export interface Publication {
  /** When it began, by the clock of the machine; for GreyOak, when COMMIT was sent. */
  readonly at: number;
  /** @throws Error if these are not the published events */
  readonly check: (payloads: readonly string[]) => void;
}

/** All clients of the benchmark have one address. */
const MANY = '1000000';
const WITHOUT_LIMITS = {
  MAX_COST: '1000000000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
  DRAIN_MS: '0',
  SOCKETS: MANY,
  SOCKETS_PER_CALLER: MANY,
};

/** Starts `greyoak serve`. Its events are committed to its database. */
export async function startGreyoak(databaseUrl: string, pool: pg.Pool): Promise<Contestant> {
  const { child, port, pid } = await serve(databaseUrl, { ...WITHOUT_LIMITS, ...COLLECTING });
  return {
    name: 'greyoak',
    pid,
    port,
    document: DOCUMENT,
    publish: async (events) => {
      const { first, last, sentAt: at } = await commitEvents(pool, events);
      return { at, check: (payloads) => mustBeFrom(first, last, payloads) };
    },
    memory: () => memoryOf(child),
    stop: () => stop(child),
  };
}

/** @param events what the peer publishes, each time from the first one on */
export async function startPeer(name: PeerName, events: readonly ChangedScore[]): Promise<Contestant> {
  const child = forkBench(`live/peers/${name}.ts`, COLLECTING);
  const next = messagesOf(name, child);
  const { port } = await next<Listening>();
  child.send({ events } satisfies PeerTask);
  return {
    name,
    pid: child.pid ?? 0,
    port,
    document: DOCUMENT,
    publish: async (count) => {
      const published = next<Published>();
      child.send({ from: 0, to: count } satisfies PeerTask);
      const { at } = await published;
      return { at, check: (payloads) => mustBe(name, events.slice(0, count), payloads) };
    },
    memory: () => memoryOf(child),
    stop: () => stop(child),
  };
}

/** Returns the event that a payload carries. */
export function eventOf(payload: string): ChangedScore {
  const { data } = JSON.parse(payload) as { readonly data?: { readonly scoreChanged?: ChangedScore } };
  if (data?.scoreChanged !== undefined) return data.scoreChanged;
  throw new Error(`Expected a changed score, got ${payload}.`);
}

function mustBeFrom(first: number, last: number, payloads: readonly string[]): void {
  const positions = payloads.map((payload) => decodeEventCursor(eventOf(payload).cursor)?.position);
  if (positions.length === last - first + 1 && positions.every((position, k) => position === first + k)) {
    return;
  }
  throw new Error(`greyoak: expected positions ${first} to ${last}, got ${positions.join(', ')}`);
}

function mustBe(name: PeerName, events: readonly ChangedScore[], payloads: readonly string[]): void {
  for (const [k, scoreChanged] of events.entries()) {
    const expected = JSON.stringify({ data: { scoreChanged } });
    if (payloads[k] !== expected) {
      throw new Error(`${name}, event ${k}: expected ${expected}, got ${payloads[k]}. Nothing was measured.`);
    }
  }
}
