import type { Frame, Running, Sink } from '../../../src/live/sink.js';

/** A client's end of an operation, which takes so many bytes until it is drained. */
export class RecordingSink implements Sink {
  readonly cursors: (string | null)[] = [];
  /** How it was ended, each time. */
  readonly told: string[] = [];
  unsent = 0;
  running: Running | null = null;
  /** What happens to it while it is written to. */
  onWrite: () => void = () => undefined;

  /** @param limit with more bytes it is full; below 0 always */
  constructor(public limit = Infinity) {}

  get isFull(): boolean {
    return this.unsent > this.limit;
  }

  /** Of the events that it got; their cursors are their positions. */
  get positions(): number[] {
    return this.cursors.map(Number);
  }

  readonly write = (frames: readonly Frame[]): void => {
    for (const { cursor, payload } of frames) {
      this.cursors.push(cursor);
      this.unsent += payload.length;
    }
    this.onWrite();
  };

  /** All that it has leaves it. */
  drain(): void {
    this.unsent = 0;
    this.running?.resume();
  }

  readonly complete = (): void => void this.told.push('complete');
  readonly fail: Sink['fail'] = ([{ message }]) => void this.told.push(message);
  readonly giveUp = (): void => void this.told.push('slow');
}
