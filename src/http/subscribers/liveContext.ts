import type { FastifyBaseLogger } from 'fastify';
import type { Caller } from '../../access/caller.js';
import type { StartOperation } from '../../graphql/operation/startOperation.js';
import type { Counting } from '../countOperations.js';
import type { Callers } from '../resolveCaller.js';
import type { RefusalLog } from '../sockets/refusalLog.js';
import type { AccessOf } from './access.js';
import type { CallerSlots } from './callerSlots.js';
import type { LiveClients } from './liveClients.js';
import type { LiveCounts } from './liveCounts.js';
import type { LiveLimits, LivePace } from './liveLimits.js';

/** What all sockets and streams of a server share. */
export interface LiveContext {
  readonly start: StartOperation;
  /** Returns the ends of all logs as one cursor. */
  readonly cursor: (() => string) | undefined;
  /** Returns whether operations can be started. */
  readonly isReady: () => boolean;
  /** Charges a caller for work before its operation begins; false where it has too few units. */
  readonly mayRead: (caller: Caller, units: number) => boolean;
  /** Counts operations; null where they are not counted. */
  readonly counting: Counting | null;
  readonly accessOf: AccessOf;
  readonly addressOf: Callers['addressOf'];
  readonly faultOf: Callers['faultOf'];
  readonly limits: LiveLimits;
  readonly pace: LivePace;
  readonly clients: LiveClients;
  readonly slots: CallerSlots;
  readonly counts: LiveCounts;
  readonly log: FastifyBaseLogger;
  /** Why sockets are refused. */
  readonly refusals: RefusalLog;
}
