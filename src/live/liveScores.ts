import { CursorExpired } from './cursorExpired.js';
import { decodeEventCursor, encodeEventCursor } from './eventCursor.js';
import type { EventLog } from './eventLog.js';
import type { GroupOptions } from './group.js';
import { Hub, type HubCounts, type HubOptions } from './hub.js';
import { LogReader, type LogReaderOptions } from './logReader.js';
import type { Running, Sink } from './sink.js';

export interface LiveScoresOptions extends HubOptions, LogReaderOptions {
  /** How long a cursor can be resumed from. */
  readonly retentionMs: number;
  /** The log could not be read; it will be tried again. */
  readonly onFailure: (error: Error) => void;
  /** The time of day. */
  readonly today?: () => number;
}

/** The live stream of scores: follows the log, and hands each event to whoever is subscribed to it. */
export class LiveScores {
  readonly #reader: LogReader;
  readonly #hub: Hub;
  readonly #retentionMs: number;
  readonly #onFailure: (error: Error) => void;
  readonly #today: () => number;

  constructor(log: EventLog, options: LiveScoresOptions) {
    this.#reader = new LogReader(log, options);
    this.#hub = new Hub(this.#reader, options);
    this.#retentionMs = options.retentionMs;
    this.#onFailure = options.onFailure;
    this.#today = options.today ?? Date.now;
  }

  async start(): Promise<void> {
    await this.#reader.start({
      isWaiting: () => this.#hub.isWaiting,
      onEvents: () => this.#hub.advance(),
      onRebuilt: () => {
        const error = this.#expired('The log of scores was rebuilt', this.position);
        this.#hub.end((sink) =>
          sink.fail([
            { message: error.message, extensions: { code: 'CURSOR_EXPIRED', oldest: error.oldest } },
          ]),
        );
      },
      onFailure: this.#onFailure,
    });
  }

  async stop(): Promise<void> {
    this.#hub.end((sink) => sink.complete());
    await this.#reader.stop();
  }

  /** The log may have grown, up to this position if it is known. */
  hint(position?: number): void {
    this.#reader.hint(position);
  }

  /** Up to where this process has read the log. */
  get position(): number {
    return this.#reader.end.position;
  }

  get counts(): HubCounts {
    return this.#hub.counts;
  }

  cursorAt(position: number): string {
    return encodeEventCursor({ epoch: this.#reader.end.epoch, position });
  }

  /**
   * The position that a cursor stands for.
   *
   * @throws CursorExpired where it is too old, or not of this log
   */
  async positionOf(text: string): Promise<number> {
    const cursor = decodeEventCursor(text);
    if (cursor === null)
      throw this.#expired('Expected the cursor of an event, got another text', await this.#oldest());
    // It may come from a process that has read further.
    if (!this.#isKnown(cursor.epoch, cursor.position)) await this.#reader.catchUp();
    const oldest = cursor.position >= this.#reader.ringStart ? 0 : await this.#oldest();
    if (!this.#isKnown(cursor.epoch, cursor.position)) {
      throw this.#expired(
        'Expected a cursor of this log, got one of another, or of one that was restored since',
        await this.#oldest(),
      );
    }
    if (cursor.position < oldest)
      throw this.#expired('The cursor is older than what is kept to be resumed from', oldest);
    return cursor.position;
  }

  /**
   * Subscribes a sink to the events after a position.
   *
   * @param key the same for all that ask for the same, and may see the same
   */
  subscribe(key: string, group: GroupOptions, after: number, sink: Sink): Running {
    return this.#hub.subscribe(key, group, after, sink);
  }

  #isKnown(epoch: string, position: number): boolean {
    const { end } = this.#reader;
    return epoch === end.epoch && position <= end.position;
  }

  #oldest(): Promise<number> {
    return this.#reader.endBefore(new Date(this.#today() - this.#retentionMs));
  }

  #expired(what: string, oldest: number): CursorExpired {
    return new CursorExpired(
      `${what}: load the scores anew and subscribe without a cursor, or after the oldest one that is kept ` +
        '(extensions.oldest).',
      this.cursorAt(oldest),
    );
  }
}
