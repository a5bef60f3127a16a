import { Coalesced } from './coalesced.js';
import type { EventCursor } from './eventCursor.js';
import type { EventLog } from './eventLog.js';
import type { ScoreEventRow } from './scoreEventRow.js';

/** What a reader tells of its work. */
export interface LogReaderListener {
  /** Whether anybody waits for events; while nobody does, they are passed over. */
  readonly isWaiting: () => boolean;
  /** There are events after those that it told of before. */
  readonly onEvents: () => void;
  /** The log was rebuilt or restored: positions mean nothing any more. */
  readonly onRebuilt: () => void;
  /** The log could not be read; it will be tried again. */
  readonly onFailure: (error: Error) => void;
}

export interface LogReaderOptions {
  /** Events that are kept in memory, the newest ones. */
  readonly ringSize?: number;
  /** How often the log is looked at, though nobody said that it has grown. */
  readonly pollMs?: number;
  /** Events of one statement. */
  readonly pageSize?: number;
}

/**
 * Follows the log: reads what was committed since, in order, whenever somebody hints that there is something, and
 * every two seconds though nobody does. The newest events stay in a ring, older ones are read from the table again.
 */
export class LogReader {
  readonly #log: EventLog;
  readonly #ringSize: number;
  readonly #pollMs: number;
  readonly #pageSize: number;
  #listener: LogReaderListener | null = null;
  #epoch = '';
  #position = 0;
  /** Ascending; the last one is at `#position`. May hold up to twice the size, so that it is seldom cut. */
  #ring: ScoreEventRow[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Gives what went wrong. */
  readonly #look = new Coalesced(() => this.#read());
  #isStopped = false;

  constructor(log: EventLog, { ringSize = 10_000, pollMs = 2_000, pageSize = 1_000 }: LogReaderOptions = {}) {
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

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#listener = null;
    clearInterval(this.#timer);
    await this.#look.idle();
  }

  /** How far it has read. */
  get end(): EventCursor {
    return { epoch: this.#epoch, position: this.#position };
  }

  /** Events of the ring come after this position. */
  get ringStart(): number {
    return this.#position - this.#ring.length;
  }

  /** The log may have grown. With the position that it is said to have reached, the reader knows whether it has. */
  hint(position = Infinity): void {
    if (position > this.#position) void this.#look.run();
  }

  /** Resolves when all that was committed before the call is read. */
  async catchUp(): Promise<void> {
    const failure = await this.#look.run();
    if (failure !== null) throw failure;
    if (this.#isStopped) throw new Error('the log is not read any more');
  }

  /** The next events after a position up to where it has read; at most `limit`, none only at the end. */
  after(position: number, limit: number): readonly ScoreEventRow[] | Promise<readonly ScoreEventRow[]> {
    const start = this.ringStart;
    if (position >= start) return this.#ring.slice(position - start, position - start + limit);
    return this.#events(position, this.#position, limit);
  }

  /** Events up to this position were stored before a moment. */
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

  /** @returns whether that was all */
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
      // Who came meanwhile waits for what is passed over.
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

  /** Of the table, from one position up to another, which is after it. */
  async #events(after: number, upTo: number, limit: number): Promise<readonly ScoreEventRow[]> {
    return withoutGap(await this.#log.events(after, upTo, limit), after, upTo);
  }

  #append(events: readonly ScoreEventRow[]): void {
    for (const event of events) this.#ring.push(event);
    this.#position += events.length;
    if (this.#ring.length > 2 * this.#ringSize) this.#ring = this.#ring.slice(-this.#ringSize);
  }
}

/** @throws Error where events are missing */
function withoutGap(events: readonly ScoreEventRow[], after: number, end: number): readonly ScoreEventRow[] {
  if (events.length === 0 || !events.every(({ position }, k) => position === after + 1 + k))
    throw new Error(`the log says that it ends at ${end}, but has a gap after ${after}`);
  return events;
}
