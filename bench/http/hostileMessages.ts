import type { HostileKind } from './hostileKinds.js';
import type { Market } from './operations.js';

/** What the load process is asked to send, at a pace that does not heed the answers. */
export interface HostileTask {
  readonly port: number;
  readonly market: Market;
  readonly seconds: number;
  /** Requests of all connections together, the hostile ones included where there are any. */
  readonly perSecond: number;
  readonly connections: number;
  /** Connections that send hostile requests and nothing else; 0: all send some beside the good ones. */
  readonly attackers: number;
  /** Those that are sent in turn; empty: attackers are quiet, and the others send what they do otherwise. */
  readonly kinds: readonly HostileKind[];
  /** Another one in each round: draws other variables, and gives attackers other addresses. */
  readonly seed: number;
}

/** By what was answered: 200, 400 BAD_USER_INPUT, ECONNRESET. */
export type Answers = Readonly<Record<string, number>>;

export interface HostileResult {
  /** Milliseconds from when each good request was due until it was answered. */
  readonly times: Float64Array;
  /** Good requests that were not answered with data. */
  readonly failures: Answers;
  readonly hostile: Readonly<Partial<Record<HostileKind, HostileAnswers>>>;
  /** Requests that were due. */
  readonly due: { readonly good: number; readonly hostile: number };
  /** Until the last answer. */
  readonly seconds: number;
  /** Microseconds of CPU time of the load process. */
  readonly loadCpu: number;
}

export interface HostileAnswers {
  readonly answers: Answers;
  /** Milliseconds from when each was sent until it was answered. */
  readonly times: readonly number[];
}

export type HostileReply = HostileResult | { readonly error: string };
