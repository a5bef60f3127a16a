/* global EventSource, URLSearchParams */

/**
 * Live scores by what a browser has built in. The service gives each event its cursor as `id`, EventSource sends the
 * last one with each reconnect by itself, and the service makes it the variable `$after`. An event may come twice after one: `cursor` tells. Where a
 * reconnect is refused (503 while the service restarts) it gives up, so that a page has to begin again. Returns what
 * ends it.
 *
 * @param after the `latestCursor` of what the page shows: without it, what comes before the first event may be missed
 */
export function liveScores(onChange, onErrors, after) {
  const query = `subscription ($after: ID) {
    scoreChanged(after: $after) { cursor score { stock { ticker } value band } }
  }`;
  const events = new EventSource(
    `/graphql/stream?${new URLSearchParams({ query, variables: JSON.stringify({ after }) })}`,
  );
  const seen = new Set();
  events.addEventListener('next', ({ data: text }) => {
    const { data, errors } = JSON.parse(text);
    if (errors) onErrors(errors);
    const change = data?.scoreChanged;
    if (!change || seen.has(change.cursor)) return;
    seen.add(change.cursor);
    onChange(change);
  });
  // Without this the browser would begin again what has come to its end.
  events.addEventListener('complete', () => events.close());
  return () => events.close();
}
