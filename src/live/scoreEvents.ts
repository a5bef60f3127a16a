import type { LiveScores } from './liveScores.js';
import type { LiveSource, LiveSubscriber } from './liveSource.js';
import type { ScoreEventRow } from './scoreEventRow.js';
import type { Running } from './sink.js';

/** The events that one subscription asks for. */
export class ScoreEvents implements LiveSource<ScoreEventRow> {
  /** @param after the last cursor that the subscriber has, of which all later ones come first; null: it has none */
  constructor(
    private readonly live: LiveScores,
    private readonly matches: (event: ScoreEventRow) => boolean,
    private readonly after: string | null,
  ) {}

  /** @throws CursorExpired */
  async start({ key, cursor, encode, onFailure, sink }: LiveSubscriber<ScoreEventRow>): Promise<Running> {
    const { live, matches, after } = this;
    const group = {
      matches,
      onFailure,
      encode: async (events: readonly ScoreEventRow[]) => {
        const payloads = await encode(events);
        return payloads.map((payload, k) => ({ cursor: live.cursorAt(events[k].position), payload }));
      },
    };
    // Also where it is its own beginning: the log may have been rebuilt since.
    return live.subscribe(key, group, await live.positionOf(after ?? cursor), sink);
  }
}
