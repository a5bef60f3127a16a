import { decodeEventCursor } from '../../../../src/live/eventCursor.js';
import type { EventLog, LogEvent } from '../../../../src/live/eventLog.js';
import type { Random } from '../../../../src/market/sample/random.js';
import type { Clock } from '../../time/clock.js';

/** Stocks that the events are of. */
export const STOCKS = 6;

/** An event of the simulated log. */
export interface StockEvent extends LogEvent {
  readonly stock: number;
}

/** The log as the database has it. */
export class Table {
  epoch = epochOf(0);
  events: StockEvent[] = [];
  #rebuilds = 0;
  /** Where the log stood after each run. */
  #runs: { position: number; at: number }[] = [];
  /** The end of the writer that has the lock. */
  #lock: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  get position(): number {
    return this.events.length;
  }

  /** One transaction: it prepares its events at the same time as others, and appends them alone. */
  append(count: number, holdMs: number, isAborted: boolean): Promise<void> {
    const written = this.#lock.then(async () => {
      await this.clock.after(holdMs);
      if (isAborted) return;
      for (let k = 0; k < count; k++) {
        this.events.push({ position: this.position + 1, stock: this.random.whole(1, STOCKS) });
      }
      this.#runs.push({ position: this.position, at: this.clock.now });
    });
    this.#lock = written;
    return written;
  }

  /** Restored from a copy that lacks the newest events, or scored anew. */
  rebuild(): void {
    this.epoch = epochOf(++this.#rebuilds);
    const kept = this.random.whole(0, this.position);
    this.events = this.events.slice(0, kept);
    this.#runs = this.#runs.filter(({ position }) => position <= kept);
  }

  /** Up to where the log was stored before a moment. */
  endBefore(moment: number): number {
    return this.#runs.findLast(({ at }) => at < moment)?.position ?? 0;
  }

  /** What a client has to have that began after a position. */
  expected(after: number, matches: (event: StockEvent) => boolean): number[] {
    return this.events
      .slice(after)
      .filter(matches)
      .map(({ position }) => position);
  }

  /** Whether a subscription from this cursor on may be refused. */
  mayBeExpired(cursor: string, retentionMs: number): boolean {
    const place = decodeEventCursor(cursor);
    return place?.epoch !== this.epoch || place.position < this.endBefore(this.clock.now - retentionMs);
  }

  /** The log as a process reads it: slowly, and not always. */
  readBy(random: Random, faults: () => boolean): EventLog<StockEvent> {
    const answer = async <T>(read: () => T): Promise<T> => {
      await this.clock.after(
        random.chance(0.04) && faults() ? random.between(0, 4_000) : random.between(0, 9),
      );
      if (faults() && random.chance(0.08)) throw new Error('the connection was lost');
      const value = read();
      if (random.chance(0.3)) await this.clock.after(random.between(0, 50));
      return value;
    };
    const end = () => ({ epoch: this.epoch, position: this.position });
    return {
      end: () => answer(end),
      since: (after, limit) =>
        answer(() => ({ end: end(), events: this.events.slice(after, after + limit) })),
      events: (after, upTo, limit) => answer(() => this.events.slice(after, Math.min(upTo, after + limit))),
      endBefore: (moment) => answer(() => this.endBefore(moment.getTime())),
    };
  }
}

const epochOf = (rebuilds: number) => `00000000-0000-4000-8000-${String(rebuilds).padStart(12, '0')}`;
