import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Loaded } from './dataClient';

/** From the first of several changes to the query that shows them all, in milliseconds. */
const PAUSE_MS = 250;
/** From a failed query to the next attempt, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * Asks a query again when its answer is out of date, and after an error. A rescore of the market is thousands of events:
 * they cost one query after each pause, not one each. An answer that was under way when a change arrived may not have it,
 * so that the query is asked once more.
 *
 * @returns a function to call when something of the answer has changed
 */
export function useRefresh({ error, isFetching, refetch }: Loaded<unknown>): () => void {
  const [isOutdated, setOutdated] = useState(false);
  const refresh = useEffectEvent(() => {
    setOutdated(false);
    // The error is part of what the query has come to.
    refetch().catch(() => undefined);
  });

  const pause = error !== null ? RETRY_MS : isOutdated ? PAUSE_MS : null;
  useEffect(() => {
    if (pause === null || isFetching) return;
    const timer = setTimeout(() => refresh(), pause);
    return () => clearTimeout(timer);
  }, [isFetching, pause]);

  return useCallback(() => setOutdated(true), []);
}
