import type pg from 'pg';
import { decodeEventCursor } from '../../src/live/eventCursor.js';
import { stop } from '../http/childProcess.js';
import { serve } from '../http/serve.js';
import type { ChangedScore } from './changedScore.js';
import { commitEvents } from './commitEvents.js';
import type { Contestant } from './contestant.js';
import { COLLECTING, memoryOf } from './memory.js';

/** All clients have one address here. */
const MANY = '1000000';
const WITHOUT_LIMITS = {
  MAX_COST: '1000000000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
  DRAIN_MS: '0',
  SOCKETS: MANY,
  SOCKETS_PER_CALLER: MANY,
};

/** `greyoak serve`; events are committed to its database. */
export async function startGreyoak(databaseUrl: string, pool: pg.Pool): Promise<Contestant> {
  const { child, port, pid } = await serve(databaseUrl, { ...WITHOUT_LIMITS, ...COLLECTING });
  return {
    name: 'greyoak',
    pid,
    endpoint: { transport: 'socket', port, path: '/graphql' },
    publish: async (events) => {
      const { first, last, sentAt: at } = await commitEvents(pool, events);
      return { at, check: (payloads) => mustBeFrom(first, last, payloads) };
    },
    memory: () => memoryOf(child),
    stop: () => stop(child),
  };
}

/** The event that a payload carries. */
export function eventOf(payload: string): ChangedScore {
  const { data } = JSON.parse(payload) as { readonly data?: { readonly scoreChanged?: ChangedScore } };
  if (data?.scoreChanged !== undefined) return data.scoreChanged;
  throw new Error(`expected a changed score, got ${payload}`);
}

function mustBeFrom(first: number, last: number, payloads: readonly string[]): void {
  const positions = payloads.map((payload) => decodeEventCursor(eventOf(payload).cursor)?.position);
  if (positions.length === last - first + 1 && positions.every((position, k) => position === first + k))
    return;
  throw new Error(`greyoak: expected positions ${first} to ${last}, got ${positions.join(', ')}`);
}
