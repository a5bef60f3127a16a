import type { EncodedEvents, EventWindow } from './eventWindow.js';
import type { Running, Sink } from './sink.js';

/** When a client counts as too slow: once more than `bytes` have been unsent for `ms`. */
export interface SlowClient {
  readonly bytes: number;
  readonly ms: number;
}

/** What a member needs from its group. */
export interface MemberOptions {
  /** The newest events of its group. */
  readonly window: EventWindow;
  /** Returns the position up to which its caller has paid for the window; it pays now, as far as it can. */
  readonly paidUpTo: () => number;
  /** Lets its caller pay for what the window has for the member at its beginning; false where it cannot. */
  readonly payReplay: () => boolean;
  /** Encodes the next page of events after a position; null once `isWanted` returns false, or the caller cannot pay. */
  readonly next: (after: number, isWanted: () => boolean) => Promise<EncodedEvents | null>;
  /** Called when the member begins to wait for its sink to take more, and when it no longer does. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly onStop: () => void;
}

/** A subscription of one client: a position in its group's window. */
export class Member implements Running {
  #position: number;
  #isStopped = false;
  #isCatchingUp = false;
  #hasPaidReplay = false;
  #isWaiting = false;
  #slowSince: number | null = null;

  /** @param after the position of the last event that its client has */
  constructor(
    readonly sink: Sink,
    after: number,
    private readonly options: MemberOptions,
  ) {
    this.#position = after;
  }

  /** Writes the available events, as long as its sink takes more and its caller pays. */
  pump(): void {
    if (this.#isStopped || this.#isCatchingUp) return;
    const { sink } = this;
    const { window } = this.options;
    if (this.#position < window.start) {
      if (sink.isFull) this.#wait(true);
      else void this.#catchUp();
      return;
    }
    this.#hasPaidReplay ||= this.options.payReplay();
    if (!this.#hasPaidReplay) return;
    const end = this.options.paidUpTo();
    while (window.hasBetween(this.#position, end) && !sink.isFull && !this.#isStopped) {
      const { frames, position } = window.chunkBetween(this.#position, end);
      // Set first, because the sink may call `resume` before `write` returns.
      this.#position = position;
      sink.write(frames);
    }
    // A failed write may have stopped it.
    if (this.#isStopped) return;
    const hasMore = window.hasBetween(this.#position, end);
    // A member may begin after events that its group has not processed yet.
    if (!hasMore) this.#position = Math.max(this.#position, end);
    this.#wait(hasMore);
  }

  /** Continues to write, because the sink takes more. */
  resume(): void {
    this.pump();
  }

  /** Ends the subscription. Only the first call has an effect. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.options.onStop();
  }

  /** Returns whether too much has been unsent for too long. Call it again and again while the member waits. */
  isTooSlow(now: number, { bytes, ms }: SlowClient): boolean {
    if (this.#unsent <= bytes) this.#slowSince = null;
    else this.#slowSince ??= now;
    return this.#slowSince !== null && now - this.#slowSince >= ms;
  }

  get #unsent(): number {
    return this.sink.unsent + this.options.window.bytesAfter(this.#position);
  }

  /** Reads the ring or the table until it is within its group's window, and goes on from there without a gap. */
  async #catchUp(): Promise<void> {
    this.#isCatchingUp = true;
    this.#wait(false);
    const { sink } = this;
    const { window, next } = this.options;
    while (!this.#isStopped && !sink.isFull && this.#position < window.start) {
      const page = await next(this.#position, () => !this.#isStopped);
      // It goes on when its caller can pay again.
      if (page === null) this.#isCatchingUp = false;
      if (page === null || this.#isStopped) return;
      if (page.frames.length > 0) sink.write(page.frames);
      this.#position = page.upTo;
    }
    this.#isCatchingUp = false;
    if (this.#isStopped) return;
    if (this.#position < window.start) this.#wait(true);
    else this.pump();
  }

  #wait(isWaiting: boolean): void {
    if (!isWaiting) this.#slowSince = null;
    if (this.#isWaiting === isWaiting) return;
    this.#isWaiting = isWaiting;
    this.options.onWaiting(isWaiting);
  }
}
