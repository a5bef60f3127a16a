/* global EventSource, URLSearchParams */

/**
 * Live scores by what a browser has built in. The service gives each event its cursor as `id`, and EventSource sends
 * the last one with each reconnect by itself. An event may come twice after one: `cursor` tells. Where a
 * reconnect is refused (503 while the service restarts) it gives up, so that a page has to begin again. Returns what
 * ends it.
 */
export function liveScores(onChange, onErrors) {
  const query = `subscription {
    scoreChanged { cursor score { stock { ticker } value band } }
  }`;
  const events = new EventSource(`/graphql/stream?${new URLSearchParams({ query })}`);
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
