import { isoOf } from '../market/day.js';
import type { DiskSpace } from '../status/diskSpace.js';
import type { StoreState } from '../status/storeStatus.js';
import { COMMIT, VERSION } from '../version.js';
import type { Readiness } from './health.js';
import { logLag } from './logLag.js';

/** What the details of health are made from. */
export interface HealthSources {
  readonly isReady: () => Promise<Readiness>;
  /** Null: the store does not answer. */
  readonly state: () => Promise<StoreState | null>;
  /** How far this process has read the log of events; null where it does not follow it, as a worker. */
  readonly followed: () => number | null;
  /** Null: the disks do not answer. */
  readonly disks: () => Promise<readonly DiskSpace[] | null>;
}

const UNKNOWN = { status: 'unknown' } as const;

/** Says how each dependency of the service is. It names no address, no folder and no caller. */
export async function healthDetail({ isReady, state, followed, disks }: HealthSources) {
  const [readiness, known, spaces] = await Promise.all([
    isReady().catch((): Readiness => ({ ready: false, reason: 'the check for readiness failed' })),
    state(),
    disks(),
  ]);
  return {
    status: readiness.ready ? 'ready' : 'not ready',
    ...(!readiness.ready && { reason: readiness.reason }),
    version: VERSION,
    commit: COMMIT,
    database:
      known === null
        ? { status: readiness.ready ? 'slow' : 'down' }
        : { status: 'up', bytes: known.facts.databaseBytes },
    schema: known === null ? UNKNOWN : { status: 'up', migration: known.facts.migration },
    queue: known === null ? UNKNOWN : queueOf(known),
    scores: known === null ? UNKNOWN : scoresOf(known),
    events: known === null ? UNKNOWN : eventsOf(known, followed()),
    disks: spaces?.map(({ folder, free, size }) => ({ folder, freeBytes: free, sizeBytes: size })) ?? UNKNOWN,
  };
}

function queueOf({ queue: { workers, tasks } }: StoreState) {
  const inState = (state: 'waiting' | 'retrying' | 'failed') =>
    tasks.reduce((sum, { states }) => sum + (states[state] ?? 0), 0);
  return {
    status: workers > 0 ? 'up' : 'no worker',
    workers,
    waiting: inState('waiting'),
    retrying: inState('retrying'),
    failed: inState('failed'),
    oldestSeconds: Math.round(Math.max(0, ...tasks.map(({ oldestSeconds }) => oldestSeconds))),
  };
}

function scoresOf({ sessions: { counted, scored }, behind }: StoreState) {
  return {
    status: behind === null ? 'up to date' : 'behind',
    newestSession: counted === null ? null : isoOf(counted),
    scoredSession: scored === null ? null : isoOf(scored),
    behindSince: behind?.since.toISOString() ?? null,
  };
}

const eventsOf = (known: StoreState, followed: number | null) => ({
  status: 'up',
  position: known.facts.position,
  lag: logLag(known, followed),
});
