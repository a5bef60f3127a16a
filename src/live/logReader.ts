import { Coalesced } from '../async/coalesced.js';
import type { EventCursor } from './eventCursor.js';
import type { EventLog, LogEvent } from './eventLog.js';

/** The callbacks of a reader. */
export interface LogReaderListener {
  /** Returns whether a subscriber waits for events. While none does, the reader skips them. */
  readonly isWaiting: () => boolean;
  /** Called when the reader has got further events. */
  readonly onEvents: () => void;
  /** Called when the log was rebuilt or restored, so that former positions mean nothing any more. */
  readonly onRebuilt: () => void;
  /** Called when the log could not be read. The reader tries again by itself. */
  readonly onFailure: (error: Error) => void;
}

/** How much a reader keeps and reads, and how often. */
export interface LogReaderOptions {
  /** How many of the newest events stay in memory; 10,000 where left out. */
  readonly ringSize?: number;
  /** How often the log is read without a hint, in milliseconds; 2,000 where left out. */
  readonly pollMs?: number;
  /** How many events one statement reads; 1,000 where left out. */
  readonly pageSize?: number;
}

/**
 * Follows a log. It reads new events in their order, after each hint and every two seconds in any case. The newest
 * events stay in a ring; older ones are read from the table again.
 */
export class LogReader<Event extends LogEvent> {
  readonly #log: EventLog<Event>;
  readonly #ringSize: number;
  readonly #pollMs: number;
  readonly #pageSize: number;
  #listener: LogReaderListener | null = null;
  #epoch = '';
  #position = 0;
  /** Ascending; the last one is at `#position`. May hold up to twice the size, so that it is seldom cut. */
  #ring: Event[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Resolves with the error if reading failed, or with null. */
  readonly #look = new Coalesced(() => this.#read());
  #isStopped = false;

  constructor(
    log: EventLog<Event>,
    { ringSize = 10_000, pollMs = 2_000, pageSize = 1_000 }: LogReaderOptions = {},
  ) {
    this.#log = log;
    this.#ringSize = ringSize;
    this.#pollMs = pollMs;
    this.#pageSize = pageSize;
  }

  /** Begins at the end of the log. */
  async start(listener: LogReaderListener): Promise<void> {
    const end = await this.#log.end();
    if (this.#isStopped) return;
    this.#listener = listener;
    this.#jumpTo(end);
    this.#timer = setInterval(() => void this.#look.run(), this.#pollMs);
    this.#timer.unref();
  }

  /** Stops following the log, and waits for a read that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#listener = null;
    clearInterval(this.#timer);
    await this.#look.idle();
  }

  /** The position up to which the reader has read, with the epoch. */
  get end(): EventCursor {
    return { epoch: this.#epoch, position: this.#position };
  }

  /** The ring has all events after this position. */
  get ringStart(): number {
    return this.#position - this.#ring.length;
  }

  /**
   * Reports that the log may have grown.
   *
   * @param position the new end of the log; the reader does nothing if it has read that far already
   */
  hint(position = Infinity): void {
    if (position > this.#position) void this.#look.run();
  }

  /**
   * Resolves when everything that was committed before the call is read.
   *
   * @throws Error where the log cannot be read, or the reader was stopped
   */
  async catchUp(): Promise<void> {
    const failure = await this.#look.run();
    if (failure !== null) throw failure;
    if (this.#isStopped) throw new Error('the log is not read any more');
  }

  /**
   * Returns the next events after a position, up to where the reader has read.
   *
   * @returns at most `limit` events, and none only at the end; not a promise if the ring has them
   */
  after(position: number, limit: number): readonly Event[] | Promise<readonly Event[]> {
    const start = this.ringStart;
    if (position >= start) return this.#ring.slice(position - start, position - start + limit);
    return this.#events(position, this.#position, limit);
  }

  /**
   * Returns how many rows of the table `after` would read; 0 where the ring has the events.
   *
   * @param limit at most so many events
   */
  rowsAfter(position: number, limit: number): number {
    return position >= this.ringStart ? 0 : Math.min(limit, this.#position - position);
  }

  /**
   * Reads how far one may skip what is of other methods, up to where the reader has read.
   *
   * @param method its name; null: the one that the store serves
   * @returns at least the position; the position where the log knows no methods
   */
  async skip(position: number, method: string | null): Promise<number> {
    return (await this.#log.skip?.(position, this.#position, method)) ?? position;
  }

  /** Returns up to which position events were stored before a moment; 0 where none were. */
  endBefore(moment: Date): Promise<number> {
    return this.#log.endBefore(moment);
  }

  async #read(): Promise<Error | null> {
    try {
      while (!this.#isStopped && this.#listener !== null && !(await this.#readPage(this.#listener)));
      return null;
    } catch (error) {
      this.#listener?.onFailure(error as Error);
      return error as Error;
    }
  }

  /**
   * Reads the next page.
   *
   * @returns whether it was the last one
   */
  async #readPage(listener: LogReaderListener): Promise<boolean> {
    const after = this.#position;
    const isWaiting = listener.isWaiting();
    const { end, events } = isWaiting
      ? await this.#log.since(after, this.#pageSize)
      : { end: await this.#log.end(), events: [] };
    if (this.#isStopped) return true;
    if (end.epoch !== this.#epoch || end.position < after) {
      this.#jumpTo(end);
      listener.onRebuilt();
      return true;
    }
    if (end.position === after) return true;
    if (!isWaiting) {
      // A subscription that began in the meantime waits for the events that we would skip.
      if (listener.isWaiting()) return false;
      this.#jumpTo(end);
      return true;
    }
    this.#append(withoutGap(events, after, end.position));
    listener.onEvents();
    return this.#position === end.position;
  }

  #jumpTo({ epoch, position }: EventCursor): void {
    this.#epoch = epoch;
    this.#position = position;
    this.#ring = [];
  }

  /** Reads the table, from one position up to a later one. */
  async #events(after: number, upTo: number, limit: number): Promise<readonly Event[]> {
    return withoutGap(await this.#log.events(after, upTo, limit), after, upTo);
  }

  #append(events: readonly Event[]): void {
    for (const event of events) this.#ring.push(event);
    this.#position += events.length;
    if (this.#ring.length > 2 * this.#ringSize) this.#ring = this.#ring.slice(-this.#ringSize);
  }
}

/**
 * Returns the events.
 *
 * @throws Error if one is missing
 */
function withoutGap<Event extends LogEvent>(
  events: readonly Event[],
  after: number,
  end: number,
): readonly Event[] {
  if (events.length === 0 || !events.every(({ position }, k) => position === after + 1 + k))
    throw new Error(`the log says that it ends at ${end}, but has a gap after ${after}`);
  return events;
}
