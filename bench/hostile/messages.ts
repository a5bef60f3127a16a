import type { HostileKind } from './hostileKinds.js';
import type { SlowKind } from './slowKinds.js';
import type { Market } from '../http/operations.js';

/** What the load process has to send, at a pace that does not depend on the answers. */
export interface HostileTask {
  readonly port: number;
  readonly market: Market;
  readonly seconds: number;
  /** Requests of all connections together, hostile ones included. */
  readonly perSecond: number;
  readonly connections: number;
  /** How many of the connections send hostile requests and nothing else. */
  readonly attackers: number;
  /** The kinds that are sent in turn; if there are none, attackers send nothing. */
  readonly kinds: readonly HostileKind[];
  /** The kinds of slow connections that are held meanwhile; there may be none. */
  readonly slow: readonly SlowKind[];
  /** Differs in each round, which has other variables, and attackers with other addresses. */
  readonly seed: number;
}

/** How often each answer was given, such as 200, 400 BAD_USER_INPUT or ECONNRESET. */
export type Answers = Readonly<Record<string, number>>;

export interface HostileResult {
  /** Milliseconds from when each good request was due until it was answered. */
  readonly times: Float64Array;
  /** Good requests that were not answered with data. */
  readonly failures: Answers;
  readonly hostile: Readonly<Partial<Record<HostileKind | SlowKind, HostileAnswers>>>;
  /** How long it took until the last answer. */
  readonly seconds: number;
  /** Microseconds of CPU time of the load process. */
  readonly loadCpu: number;
}

export interface HostileAnswers {
  readonly answers: Answers;
  /** Milliseconds from when each was sent until it was answered, or its connection ended. */
  readonly times: readonly number[];
}
