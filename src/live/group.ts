import type { LogReader } from './logReader.js';
import type { Member } from './member.js';
import { retryMs } from './retryMs.js';
import type { ScoreEventRow } from './scoreEventRow.js';
import type { Frame } from './sink.js';

/** Events that are executed together: what they read is read at once. */
const EVENTS_AT_ONCE = 200;
/** A group of a process that has just begun starts so far back, for all who come back to it with their cursors. */
const RESUMED_EVENTS = 5_000;
/** Bytes that are handed to a sink before it is asked whether it takes more. */
const CHUNK = 2 ** 16;
/** How long members are served before others get their turn. */
const SLICE_MS = 8;

// By the global timers, which a simulation replaces.
const turn = () => new Promise((resolve) => setImmediate(resolve));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** What a group may take of its process. */
export interface GroupLimits {
  /** How many bytes its window may keep. */
  readonly share: () => number;
  /** Resolves when it may take in another page. */
  readonly turn: () => Promise<unknown>;
}

export interface GroupOptions {
  /** Whether its subscriptions ask for the event. */
  readonly matches: (event: ScoreEventRow) => boolean;
  /** Executes and encodes events, in their order. Where it fails, it is asked again. */
  readonly encode: (events: readonly ScoreEventRow[]) => Promise<readonly Frame[]>;
  readonly onFailure: (error: Error) => void;
}

/** An encoded event of the window. */
export interface Encoded {
  readonly position: number;
  readonly frame: Frame;
  /** Bytes of all events that the group has encoded, up to this one. */
  readonly endBytes: number;
}

/** Some frames of the window, which may go to a sink together. */
export interface Chunk {
  /** Indices into the window; `end` is not among them. */
  readonly at: number;
  readonly end: number;
  readonly frames: readonly Frame[];
}

/** Equal subscriptions, and the newest events as they get them. */
export class Group {
  readonly members = new Set<Member>();
  /** Ascending. */
  readonly window: Encoded[] = [];
  /** Up to here all events are in the window, or none of its subscriptions', or forgotten. */
  position: number;
  /** The window has all events after this one. */
  windowStart: number;
  /** Bytes of all events that it has encoded, those that are forgotten included. */
  bytes = 0;
  #isAdvancing = false;
  /** The last one that was asked for, until the window is another. */
  #chunk: Chunk | null = null;

  /** @param after where its first member begins */
  constructor(
    private readonly reader: LogReader,
    private readonly options: GroupOptions,
    private readonly limits: GroupLimits,
    after: number,
  ) {
    const end = reader.end.position;
    this.position = Math.min(Math.max(after, end - RESUMED_EVENTS), end);
    this.windowStart = this.position;
  }

  /** Takes in what is new, and serves its members. */
  advance(): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    void this.#advance().finally(() => {
      this.#isAdvancing = false;
      // What came between the last look and now.
      if (this.members.size > 0 && this.position < this.reader.end.position) this.advance();
    });
  }

  /**
   * The next events after a position as its subscriptions get them, and how far they reach: up to the next page's
   * end. Tried until it succeeds.
   *
   * @returns null where nobody waits for it any more
   */
  async next(
    after: number,
    isWanted: () => boolean,
  ): Promise<{ frames: Frame[]; positions: number[]; upTo: number } | null> {
    await this.limits.turn();
    for (let attempt = 0; isWanted(); attempt++) {
      try {
        const events = await this.reader.after(after, EVENTS_AT_ONCE);
        const matching = events.filter(this.options.matches);
        const frames = matching.length === 0 ? [] : await this.options.encode(matching);
        return {
          frames: [...frames],
          positions: matching.map(({ position }) => position),
          upTo: events.at(-1)?.position ?? after,
        };
      } catch (error) {
        this.options.onFailure(error as Error);
        await wait(retryMs(attempt));
      }
    }
    return null;
  }

  /** What follows in the window, from an index on: the same object for all members that have come as far. */
  chunk(at: number): Chunk {
    if (this.#chunk?.at === at) return this.#chunk;
    const { window } = this;
    let end = at;
    for (let bytes = 0; end < window.length && bytes < CHUNK; end++)
      bytes += window[end].frame.payload.length;
    this.#chunk = { at, end, frames: window.slice(at, end).map(({ frame }) => frame) };
    return this.#chunk;
  }

  async #advance(): Promise<void> {
    while (this.members.size > 0 && this.position < this.reader.end.position) {
      const next = await this.next(this.position, () => this.members.size > 0);
      if (next === null) return;
      for (const [k, frame] of next.frames.entries()) {
        this.bytes += frame.payload.length;
        this.window.push({ position: next.positions[k], frame, endBytes: this.bytes });
      }
      this.position = next.upTo;
      this.#chunk = null;
      this.#forget();
      await this.#serve();
    }
  }

  /** Forgets the oldest events beyond its share; never all: who is behind reads them again. */
  #forget(): void {
    const most = this.limits.share();
    let count = 0;
    while (count < this.window.length - 1 && this.bytes - this.window[count].endBytes > most) count++;
    if (count === 0) return;
    this.windowStart = this.window[count - 1].position;
    this.window.splice(0, count);
  }

  async #serve(): Promise<void> {
    let since = performance.now();
    for (const member of this.members) {
      member.pump();
      if (performance.now() - since < SLICE_MS) continue;
      await turn();
      since = performance.now();
    }
  }
}
