const LONGEST_WAIT_MS = 30_000;

/** Half a second to a second before the first attempt, doubling, random so that a restart's clients spread. */
async function backOff(retries: number): Promise<void> {
  const most = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** retries);
  await new Promise<void>((resolve) => setTimeout(resolve, most * (0.5 + Math.random() / 2)));
}

/**
 * Options for `createClient` of graphql-ws or graphql-sse, with which it comes back for as long as the page is open.
 * Each library reads its own: `retryWait`, `shouldRetry` and `keepAlive` are graphql-ws's, `retry` graphql-sse's.
 */
export const liveOptions = {
  retryAttempts: Infinity,
  retryWait: backOff,
  retry: backOff,
  /**
   * Every close that graphql-ws does not itself call fatal, and every failure of the network, which comes as an event.
   * What the page's own code threw (`connectionParams`, a sink) would only throw again; `reason` marks a termination.
   */
  shouldRetry: (cause: unknown): boolean => !(cause instanceof Error) || 'reason' in cause,
  /** A ping after so many milliseconds, from which `resuming` notices a half-open connection. */
  keepAlive: 10_000,
} as const;
