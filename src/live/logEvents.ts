import type { LogEvent } from './eventLog.js';
import type { LiveLog } from './liveLog.js';
import type { LiveSource, LiveSubscriber } from './liveSource.js';
import type { Running } from './sink.js';

/** The events of a log that one subscription asks for. */
export class LogEvents<Event extends LogEvent> implements LiveSource<Event> {
  /**
   * @param matches tells whether the subscription asks for an event
   * @param after the last cursor that the subscriber has, after which it gets every later event; null: it has none,
   *   and gets the events from now on
   * @param method the name of the only method whose events it asks for; null: the one that the store serves; left out: any
   */
  constructor(
    private readonly log: LiveLog<Event>,
    private readonly matches: (event: Event) => boolean,
    private readonly after: string | null,
    private readonly method?: string | null,
  ) {}

  /**
   * Begins with the event after the cursor.
   *
   * @throws CursorExpired if the log no longer has every event after it
   */
  async start(subscriber: LiveSubscriber<Event>): Promise<Running> {
    const { log, matches, after, method } = this;
    const { key, cursor, encode, onFailure, price, resultsAtOnce, payer, sink } = subscriber;
    const group = {
      matches,
      ...(method !== undefined && { method }),
      onFailure,
      price,
      resultsAtOnce,
      encode: async (events: readonly Event[]) => {
        const payloads = await encode(events);
        return payloads.map((payload, k) => ({ cursor: log.cursorAt(events[k].position), payload }));
      },
    };
    // The cursor of a new subscription is checked, too, because the log may have been rebuilt since.
    return log.subscribe(key, group, await log.positionOf(after ?? cursor), sink, payer);
  }
}
