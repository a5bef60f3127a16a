import type { EventCursor } from './eventCursor.js';

/** Something that has a place in a log. The positions of a log are whole numbers from 1, without gaps. */
export interface LogEvent {
  readonly position: number;
}

/** How a log goes on after a position, and where it ends, as of one moment. */
export interface LogPage<Event extends LogEvent> {
  readonly end: EventCursor;
  /** Ascending; empty only where the position is the end. */
  readonly events: readonly Event[];
}

/**
 * A log as it is stored: the truth that all processes read. Readers, hubs and cursors work on any log that keeps these
 * promises:
 *
 * - Events are appended by one writer at a time, in the transaction that stores what they tell of.
 * - An event that was appended never changes, and its position stays its own while the epoch is the same.
 */
export interface EventLog<Event extends LogEvent> {
  /** Reads where the log ends. */
  readonly end: () => Promise<EventCursor>;
  /** Reads the first events after a position, at most `limit`, and where the log ends, in one statement. */
  readonly since: (after: number, limit: number) => Promise<LogPage<Event>>;
  /** Reads the events after a position up to another one, ascending, at most `limit`. */
  readonly events: (after: number, upTo: number, limit: number) => Promise<readonly Event[]>;
  /**
   * Reads how far one may skip what is of other methods: the position before the next event of a method, or less.
   *
   * @param method its name; null: the one that the store serves
   * @returns at least `after`, at most `upTo`
   */
  readonly skip?: (after: number, upTo: number, method: string | null) => Promise<number>;
  /** Reads up to which position events were stored before a moment; 0 where none were. */
  readonly endBefore: (moment: Date) => Promise<number>;
}
