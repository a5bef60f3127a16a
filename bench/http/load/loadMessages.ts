/** What the load process is asked to do. */
export interface LoadTask {
  readonly port: number;
  /** Sent one after the other, over and over; each connection begins at another one. */
  readonly requests: readonly Uint8Array[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Of the answers, with their heads. */
  readonly bytes: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of CPU time of the load process, which shows when it was what held things up. */
  readonly loadCpu: number;
}

export type LoadReply = LoadResult | { readonly error: string };
