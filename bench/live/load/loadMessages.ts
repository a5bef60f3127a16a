import type { Endpoint } from './subscriber.js';

/** What the load process is asked to do, one thing after the other. */
export type LoadTask =
  | { readonly do: 'open'; readonly endpoint: Endpoint; readonly sockets: number }
  /** From here on each client is to get so many events. */
  | { readonly do: 'begin'; readonly events: number }
  /** Waits until all have them, or nothing has come for a while. */
  | { readonly do: 'finish'; readonly patienceMs: number }
  | { readonly do: 'close' };

export interface LoadResult {
  /** Messages since the beginning, and how many they should be. */
  readonly received: number;
  readonly wanted: number;
  /** By the clock of the machine, in milliseconds. */
  readonly lastAt: number;
  /** Each event once. */
  readonly payloads: readonly string[];
  /** Microseconds of CPU time of the load process since the beginning. */
  readonly loadCpu: number;
}

/** The result is that of `finish`. */
export type LoadReply = { readonly result: LoadResult | null } | { readonly error: string };
