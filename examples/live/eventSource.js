/* global EventSource, URLSearchParams */

/**
 * Subscribes to live scores with the EventSource that browsers have built in.
 *
 * The service sends the cursor of each event as its `id`. When EventSource reconnects, it sends the last id, which the
 * service uses as the variable `$after`. An event may then arrive twice, which an equal cursor shows. EventSource gives
 * up when a reconnect is refused (503 while the service restarts), and the page has to call this function again.
 *
 * @param after the `latestCursor` of what the page shows; without it, events before the first one received can be missed
 * @returns a function that ends the subscription
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
  // EventSource would reconnect to a stream that has completed.
  events.addEventListener('complete', () => events.close());
  return () => events.close();
}
