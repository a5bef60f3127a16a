/* global clearTimeout, EventSource, setTimeout, URLSearchParams */

const QUERY = `subscription ($after: ID) {
  scoreChanged(after: $after) { cursor score { stock { ticker } value band } }
}`;

/** From the first attempt to open a dead EventSource again, in milliseconds; each further one waits twice as long. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Subscribes to live scores with the EventSource that browsers have built in.
 *
 * The service sends the cursor of each event as its `id`. When EventSource reconnects, it sends the last id, which the
 * service uses as the variable `$after`. An event may then arrive twice, which an equal cursor shows. EventSource
 * reconnects by itself while the service restarts, but gives up for good after any answer that is no stream, such as the
 * 502 or 503 of a proxy. So this function opens another one then, after the last cursor that it saw.
 *
 * @param after the `latestCursor` of what the page shows; without it, events before the first one received can be missed
 * @returns a function that ends the subscription
 */
export function liveScores(onChange, onErrors, after) {
  const seen = new Set();
  let events;
  let timer;
  let wait = FIRST_WAIT;

  const open = () => {
    const variables = JSON.stringify({ after });
    events = new EventSource(`/graphql/stream?${new URLSearchParams({ query: QUERY, variables })}`);
    events.addEventListener('open', () => (wait = FIRST_WAIT));
    events.addEventListener('next', ({ data: text }) => {
      const { data, errors } = JSON.parse(text);
      if (errors) onErrors(errors);
      const change = data?.scoreChanged;
      if (!change || seen.has(change.cursor)) return;
      seen.add(change.cursor);
      after = change.cursor;
      onChange(change);
    });
    // EventSource would reconnect to a stream that has completed.
    events.addEventListener('complete', () => events.close());
    events.addEventListener('error', () => {
      if (events.readyState !== EventSource.CLOSED) return;
      // Half of the wait is random, so that pages do not come back all at once.
      timer = setTimeout(open, wait * (0.5 + Math.random() / 2));
      wait = Math.min(2 * wait, LONGEST_WAIT);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}
