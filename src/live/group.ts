import { EventWindow, type EncodedEvents } from './eventWindow.js';
import type { LogEvent } from './eventLog.js';
import type { LogReader } from './logReader.js';
import type { Member } from './member.js';
import { liveBackoffMs } from './liveBackoffMs.js';
import type { Frame } from './sink.js';

/** Events that are executed together, so that what they read is read at once. */
const EVENTS_AT_ONCE = 200;
/** How far back a group may begin, so that members that resume share its work after a process was restarted. */
const RESUMED_EVENTS = 5_000;
/** How long members are served before other work gets its turn. */
const SLICE_MS = 8;

// These use the global timers, which a simulation replaces.
const turn = () => new Promise((resolve) => setImmediate(resolve));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** The share of its process that a group may use. */
export interface GroupLimits {
  /** Returns how many bytes its window may keep. */
  readonly share: () => number;
  /** Resolves when it may process another page. */
  readonly turn: () => Promise<unknown>;
}

/** What the subscriptions of a group have in common. */
export interface GroupOptions<Event extends LogEvent> {
  /** Tells whether its subscriptions ask for an event. */
  readonly matches: (event: Event) => boolean;
  /** Executes and encodes events, in their order. Where it fails, it is called again with the same events. */
  readonly encode: (events: readonly Event[]) => Promise<readonly Frame[]>;
  readonly onFailure: (error: Error) => void;
}

/** Equal subscriptions, and the newest events as they get them. */
export class Group<Event extends LogEvent> {
  readonly members = new Set<Member>();
  readonly window: EventWindow;
  #isAdvancing = false;

  /** @param after the position that its first member begins after */
  constructor(
    private readonly reader: LogReader<Event>,
    private readonly options: GroupOptions<Event>,
    private readonly limits: GroupLimits,
    after: number,
  ) {
    const end = reader.end.position;
    this.window = new EventWindow(Math.min(Math.max(after, end - RESUMED_EVENTS), end));
  }

  /** Adds new events to the window, and serves the members. */
  advance(): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    void this.#advance().finally(() => {
      this.#isAdvancing = false;
      // The reader may have got further events in the meantime.
      if (this.#isBehind) this.advance();
    });
  }

  /**
   * Encodes the next page of events after a position, and tries again until it succeeds.
   *
   * @returns null once `isWanted` returns false
   */
  async next(after: number, isWanted: () => boolean): Promise<EncodedEvents | null> {
    await this.limits.turn();
    for (let attempt = 0; isWanted(); attempt++) {
      try {
        const events = await this.reader.after(after, EVENTS_AT_ONCE);
        const matching = events.filter(this.options.matches);
        return {
          frames: matching.length === 0 ? [] : await this.options.encode(matching),
          positions: matching.map(({ position }) => position),
          upTo: events.at(-1)?.position ?? after,
        };
      } catch (error) {
        this.options.onFailure(error as Error);
        await wait(liveBackoffMs(attempt));
      }
    }
    return null;
  }

  get #isBehind(): boolean {
    return this.members.size > 0 && this.window.position < this.reader.end.position;
  }

  async #advance(): Promise<void> {
    while (this.#isBehind) {
      const next = await this.next(this.window.position, () => this.members.size > 0);
      if (next === null) return;
      this.window.add(next);
      this.window.forget(this.limits.share());
      await this.#serve();
    }
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
