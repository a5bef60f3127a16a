import type { Group } from './group.js';
import type { Running, Sink } from './sink.js';

/** From when on a client is too slow. */
export interface SlowClient {
  /** Unsent for it, */
  readonly bytes: number;
  /** and that for so long. */
  readonly ms: number;
}

export interface MemberEvents {
  /** It waits until its sink takes more, or does not any more. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly onStop: () => void;
}

/** A subscription of one client: a position in its group's window. */
export class Member implements Running {
  #position: number;
  #isStopped = false;
  #isCatchingUp = false;
  #isWaiting = false;
  #slowSince: number | null = null;

  constructor(
    readonly group: Group,
    readonly sink: Sink,
    after: number,
    private readonly events: MemberEvents,
  ) {
    this.#position = after;
  }

  /** Hands over what is there for it, as long as its sink takes it. */
  pump(): void {
    if (this.#isStopped || this.#isCatchingUp) return;
    const { group, sink } = this;
    if (this.#position < group.windowStart) {
      if (sink.isFull) this.#wait(true);
      else void this.#catchUp();
      return;
    }
    const { window } = group;
    let at = firstAfter(window, this.#position);
    while (at < window.length && !sink.isFull && !this.#isStopped) {
      const { frames, end } = group.chunk(at);
      // First, as the sink may ask for more before it returns.
      this.#position = window[end - 1].position;
      sink.write(frames);
      at = firstAfter(window, this.#position);
    }
    // It may have been stopped by what its sink met.
    if (this.#isStopped) return;
    // A member may begin after events that its group has still to take in.
    if (at === window.length) this.#position = Math.max(this.#position, group.position);
    this.#wait(at < window.length);
  }

  resume(): void {
    this.pump();
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.events.onStop();
  }

  /** Whether too much has stood unsent for it for too long. To be asked again and again while it waits. */
  isTooSlow(now: number, { bytes, ms }: SlowClient): boolean {
    if (this.#unsent <= bytes) this.#slowSince = null;
    else this.#slowSince ??= now;
    return this.#slowSince !== null && now - this.#slowSince >= ms;
  }

  get #unsent(): number {
    const { window, windowStart, bytes } = this.group;
    if (this.#position < windowStart) return Infinity;
    const at = firstAfter(window, this.#position);
    const standing = at === window.length ? 0 : bytes - window[at].endBytes + window[at].frame.payload.length;
    return this.sink.unsent + standing;
  }

  /** From the ring or the table, until it is within its group's window; then goes on from there, without a seam. */
  async #catchUp(): Promise<void> {
    this.#isCatchingUp = true;
    this.#wait(false);
    const { group, sink } = this;
    while (!this.#isStopped && !sink.isFull && this.#position < group.windowStart) {
      const next = await group.next(this.#position, () => !this.#isStopped);
      if (next === null || this.#isStopped) return;
      if (next.frames.length > 0) sink.write(next.frames);
      this.#position = next.upTo;
    }
    this.#isCatchingUp = false;
    if (this.#isStopped) return;
    if (this.#position < group.windowStart) this.#wait(true);
    else this.pump();
  }

  #wait(isWaiting: boolean): void {
    if (!isWaiting) this.#slowSince = null;
    if (this.#isWaiting === isWaiting) return;
    this.#isWaiting = isWaiting;
    this.events.onWaiting(isWaiting);
  }
}

/** The index of the first event after a position. */
function firstAfter(window: Group['window'], position: number): number {
  // Nearly everybody is at the end.
  if (window.length === 0 || window[window.length - 1].position <= position) return window.length;
  let [low, high] = [0, window.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (window[middle].position > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
