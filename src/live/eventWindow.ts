import type { Frame } from './sink.js';

/** Bytes that are handed to a sink before it is asked whether it takes more. */
const CHUNK = 2 ** 16;

interface Encoded {
  readonly position: number;
  readonly frame: Frame;
  /** Bytes of all events that were ever added, up to this one. */
  readonly endBytes: number;
}

/** Events of a page as subscribers get them. */
export interface EncodedEvents {
  readonly frames: readonly Frame[];
  /** The positions of the frames, ascending. */
  readonly positions: readonly number[];
  /** The position up to which the page reaches. Events before it without a frame do not match the subscription. */
  readonly upTo: number;
}

/** Some frames of the window, which may go to a sink together. */
export interface Chunk {
  readonly frames: readonly Frame[];
  /** The position of the last frame. */
  readonly position: number;
}

/** The newest events of a group, encoded. */
export class EventWindow {
  readonly #events: Encoded[] = [];
  /** The position after which the window has all events. */
  start: number;
  /** The position up to which the window has all events. */
  position: number;
  /** Bytes of all events that were ever added, the forgotten ones included. */
  #bytes = 0;
  /** The last chunk that was asked for, the index of its first frame, and its limit. Null once the window has changed. */
  #chunk: (Chunk & { readonly at: number; readonly upTo: number }) | null = null;

  /** @param after the position that its first event comes after */
  constructor(after: number) {
    this.start = after;
    this.position = after;
  }

  /** Adds the next page of events, which begins at `position`. */
  add({ frames, positions, upTo }: EncodedEvents): void {
    for (const [k, frame] of frames.entries()) {
      this.#bytes += frame.payload.length;
      this.#events.push({ position: positions[k], frame, endBytes: this.#bytes });
    }
    this.position = upTo;
    this.#chunk = null;
  }

  /** Forgets the oldest events beyond so many bytes, but never the newest one. Members that are behind read them again. */
  forget(mostBytes: number): void {
    const events = this.#events;
    let count = 0;
    while (count < events.length - 1 && this.#bytes - events[count].endBytes > mostBytes) count++;
    if (count === 0) return;
    this.start = events[count - 1].position;
    events.splice(0, count);
    this.#chunk = null;
  }

  /** Forgets all events, and goes on after a later position. Members that are behind it read the events again. */
  skipTo(position: number): void {
    this.#events.length = 0;
    this.start = position;
    this.position = position;
    this.#chunk = null;
  }

  /** Whether the window has events after a position, up to another one. */
  hasBetween(position: number, upTo: number): boolean {
    const newest = this.#events.at(-1);
    if (newest === undefined || newest.position <= position) return false;
    return newest.position <= upTo || this.#events[this.#firstAfter(position)].position <= upTo;
  }

  /**
   * Counts the events after a position, as many as there are up to `most`.
   *
   * @returns how many, and the position up to which these are all
   */
  countAfter(position: number, most: number): { readonly count: number; readonly upTo: number } {
    const events = this.#events;
    const at = this.#firstAfter(position);
    const isAll = events.length - at <= most;
    return isAll
      ? { count: events.length - at, upTo: this.position }
      : { count: most, upTo: events[at + most - 1].position };
  }

  /**
   * Returns the next frames after a position, up to another one; `hasBetween` must hold. All members that ask for the
   * same get the same object.
   */
  chunkBetween(position: number, upTo: number): Chunk {
    const events = this.#events;
    const at = this.#firstAfter(position);
    if (this.#chunk?.at === at && this.#chunk.upTo === upTo) return this.#chunk;
    let end = at;
    for (let bytes = 0; end < events.length && events[end].position <= upTo && bytes < CHUNK; end++)
      bytes += events[end].frame.payload.length;
    this.#chunk = {
      at,
      upTo,
      frames: events.slice(at, end).map(({ frame }) => frame),
      position: events[end - 1].position,
    };
    return this.#chunk;
  }

  /** Returns the bytes of all events after a position; Infinity if the window has forgotten some of them. */
  bytesAfter(position: number): number {
    if (position < this.start) return Infinity;
    const at = this.#firstAfter(position);
    if (at === this.#events.length) return 0;
    const { endBytes, frame } = this.#events[at];
    return this.#bytes - endBytes + frame.payload.length;
  }

  /** The index of the first event after a position. */
  #firstAfter(position: number): number {
    const events = this.#events;
    // Nearly all members are at the end.
    const newest = events.at(-1);
    if (newest === undefined || newest.position <= position) return events.length;
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (events[middle].position > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
