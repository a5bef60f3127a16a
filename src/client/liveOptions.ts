const LONGEST_WAIT_MS = 30_000;

/** Waits up to 1 s before the first attempt, twice as long before each further one. Half of it is random. */
async function backOff(retries: number): Promise<void> {
  const most = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** retries);
  await new Promise<void>((resolve) => setTimeout(resolve, most * (0.5 + Math.random() / 2)));
}

/**
 * Options for `createClient` of graphql-ws or graphql-sse, with which the client reconnects for as long as the page is
 * open. Each library reads its own options and ignores the others: graphql-ws reads `retryWait`, `shouldRetry` and
 * `keepAlive`, graphql-sse reads `retry`.
 *
 * The first attempt waits 0.5 to 1 s, and later ones at most 15 to 30 s. The random half keeps the clients of a server
 * that restarts from coming back all at once.
 *
 * @example
 * import { createClient } from 'graphql-ws';
 * import { liveOptions, resuming } from 'greyoak/client';
 *
 * const client = resuming(createClient({ url: 'wss://scores.example/graphql', ...liveOptions }));
 *
 * @example
 * // Options that come later override these.
 * createClient({ url, ...liveOptions, keepAlive: 5_000 });
 */
export const liveOptions = {
  retryAttempts: Infinity,
  retryWait: backOff,
  retry: backOff,
  /**
   * Retries after each close that graphql-ws does not itself call fatal, and after each failure of the network. An
   * error that the page's own code threw, in `connectionParams` or a sink, is not retried, because it would only be
   * thrown again. (A socket that `resuming` terminates is an Error too, told apart by its `reason`.)
   */
  shouldRetry: (cause: unknown): boolean => !(cause instanceof Error) || 'reason' in cause,
  /** Milliseconds between two pings, by which `resuming` notices a half-open connection. */
  keepAlive: 10_000,
} as const;
