/** What the storm is asked to do, in this order. */
export type StormTask =
  | {
      readonly do: 'open';
      readonly port: number;
      readonly path: string;
      readonly clients: number;
      /** Where all begin. */
      readonly cursor: string;
      /** Each loses its connection so often, each at a time of its own, and is gone for so long. */
      readonly everyMs: number;
      readonly offlineMs: number;
    }
  /** Connections begin to be lost. */
  | { readonly do: 'begin' }
  /** They end to be lost; waits until all clients have all up to this position, or nothing comes any more. */
  | { readonly do: 'finish'; readonly position: number };

export interface StormResult {
  readonly drops: number;
  /** Each event once for each client. */
  readonly delivered: number;
  /** Events that came before an earlier one, or without it. */
  readonly outOfOrder: number;
  /** Events that a client had already. */
  readonly repeats: number;
  /** Connections that the server ended. */
  readonly ended: number;
  /** Why, of the first one. */
  readonly endedBy: string | null;
  /**
   * For each reconnect that had missed something: milliseconds from subscribing to the last event that was there by
   * then.
   */
  readonly replays: readonly number[];
}

export type StormReply = { readonly result: StormResult | null } | { readonly error: string };
