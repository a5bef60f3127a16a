import { CursorExpired } from './cursorExpired.js';
import { decodeEventCursors, encodeEventCursor, type EventCursor } from './eventCursor.js';
import type { EventLog, LogEvent } from './eventLog.js';
import type { GroupOptions } from './group.js';
import { Hub, type HubCounts, type HubOptions } from './hub.js';
import { LogReader, type LogReaderOptions } from './logReader.js';
import type { Payer } from './payer.js';
import type { Running, Sink } from './sink.js';
import { UserError } from '../userError.js';

export interface LiveLogOptions extends HubOptions, LogReaderOptions {
  /** What the events are called in messages, in the plural: "scores". */
  readonly events: string;
  /** How long a cursor can be resumed from. */
  readonly retentionMs: number;
  /** Returns what the events of a log of this store are called, by its epoch; null where none has it. None is known by default. */
  readonly eventsOf?: (epoch: string) => string | null;
  /** Called when the log could not be read; the reader tries again by itself. */
  readonly onFailure: (error: Error) => void;
  /** The time of day in milliseconds; `Date.now` by default. */
  readonly today?: () => number;
}

/**
 * A log that is served live: this process follows it, and hands each event to the subscribers that ask for it. All
 * logs give the same guarantees (docs/live.md): their order, resuming by a cursor, nothing lost.
 */
export class LiveLog<Event extends LogEvent> {
  readonly #reader: LogReader<Event>;
  readonly #hub: Hub<Event>;
  readonly #options: LiveLogOptions;

  constructor(log: EventLog<Event>, options: LiveLogOptions) {
    this.#reader = new LogReader(log, options);
    this.#hub = new Hub(this.#reader, options);
    this.#options = options;
  }

  /** Begins to follow the log, from its end. */
  async start(): Promise<void> {
    await this.#reader.start({
      isWaiting: () => this.#hub.isWaiting,
      onEvents: () => this.#hub.advance(),
      onRebuilt: () => {
        const { message, oldest } = this.#expired(
          `The log of ${this.#options.events} was rebuilt`,
          this.position,
        );
        this.#hub.end((sink) => sink.fail([{ message, extensions: { code: 'CURSOR_EXPIRED', oldest } }]));
      },
      onFailure: this.#options.onFailure,
    });
  }

  /** Completes all subscriptions, and reads no more. */
  async stop(): Promise<void> {
    this.#hub.end((sink) => sink.complete());
    await this.#reader.stop();
  }

  /**
   * Reports that the log may have grown.
   *
   * @param position the new end of the log; left out if it is not known
   */
  hint(position?: number): void {
    this.#reader.hint(position);
  }

  /** How far this process has read the log. */
  get position(): number {
    return this.#reader.end.position;
  }

  /** The epoch of the log. */
  get epoch(): string {
    return this.#reader.end.epoch;
  }

  /** What its events are called, in the plural. */
  get events(): string {
    return this.#options.events;
  }

  /** What the hub of this log holds now. */
  get counts(): HubCounts {
    return this.#hub.counts;
  }

  /** The cursor of the event at a position: a subscription after it begins with the next event. */
  cursorAt(position: number): string {
    return encodeEventCursor({ epoch: this.#reader.end.epoch, position });
  }

  /**
   * Finds the position that a cursor stands for.
   *
   * @param text a cursor of this log, or the joined cursors of several logs (`LiveLogs.cursor`)
   * @throws CursorExpired where the cursor is too old, or of no log of this store any more; UserError where it is of another
   *   log
   */
  async positionOf(text: string): Promise<number> {
    const cursors = decodeEventCursors(text);
    if (cursors === null)
      throw this.#expired('Expected the cursor of an event, got another text', await this.#oldest());
    // The cursor may be from a process that has read further.
    if (!cursors.some((one) => this.#isKnown(one))) await this.#reader.catchUp();
    const cursor = cursors.find((one) => this.#isKnown(one)) ?? cursors[0];
    this.#requireOwn(cursors);
    const oldest = cursor.position >= this.#reader.ringStart ? 0 : await this.#oldest();
    if (!this.#isKnown(cursor)) {
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
   * @param key the same for all subscriptions whose events look alike; they share the work
   * @param after a position that `positionOf` gave
   * @param payer pays for what the sink gets
   */
  subscribe(key: string, group: GroupOptions<Event>, after: number, sink: Sink, payer: Payer): Running {
    return this.#hub.subscribe(key, group, after, sink, payer);
  }

  /** @throws UserError where all of the cursors are of other logs of the store */
  #requireOwn(cursors: readonly EventCursor[]): void {
    const { events, eventsOf = () => null } = this.#options;
    const others = cursors.map(({ epoch }) => (epoch === this.epoch ? null : eventsOf(epoch)));
    const [other] = others;
    if (other === null || others.includes(null)) return;
    throw new UserError(
      `Expected a cursor of the log of ${events}, got one of the log of ${other}: pass the cursor of an event of this ` +
        'subscription, or of cursorOf with its log.',
    );
  }

  #isKnown({ epoch, position }: EventCursor): boolean {
    const { end } = this.#reader;
    return epoch === end.epoch && position <= end.position;
  }

  #oldest(): Promise<number> {
    const { retentionMs, today = Date.now } = this.#options;
    return this.#reader.endBefore(new Date(today() - retentionMs));
  }

  #expired(what: string, oldest: number): CursorExpired {
    return new CursorExpired(
      `${what}: load the ${this.#options.events} again and subscribe without a cursor, or after the oldest one that ` +
        'is kept (extensions.oldest).',
      this.cursorAt(oldest),
    );
  }
}
