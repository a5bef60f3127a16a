import { QueueFull } from './queueFull.js';

export interface BoundedQueueOptions {
  /** How many pieces of work may run at a time. */
  readonly atOnce: number;
  /** How many may wait for their turn. */
  readonly mostWaiting: number;
  /** How long one may wait, in milliseconds. */
  readonly waitMs: number;
}

/** A queue that refuses work instead of growing. Each piece of work leaves it with its signal. */
export class BoundedQueue {
  readonly #options: BoundedQueueOptions;
  /** In the order in which they came; each begins its work. */
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(options: BoundedQueueOptions) {
    this.#options = options;
  }

  /** How many pieces of work wait for their turn. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Waits for a turn.
   *
   * @param signal ends the wait
   * @returns a function that gives the turn back, however often it is called
   * @throws QueueFull if too many wait already, or the wait took too long; the reason of the signal
   */
  async enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const { atOnce, mostWaiting } = this.#options;
    if (this.#running < atOnce) this.#running++;
    else if (this.#waiting.size < mostWaiting) await this.#wait(signal);
    else throw new QueueFull(`${mostWaiting} are waiting already`);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#giveOn();
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    const { waitMs } = this.#options;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(begin);
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const begin = () => {
        leave();
        resolve();
      };
      const onAbort = () => {
        leave();
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        leave();
        reject(new QueueFull(`its turn did not come within ${waitMs / 1000} s`));
      }, waitMs);
      signal?.addEventListener('abort', onAbort);
      this.#waiting.add(begin);
    });
  }

  #giveOn(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#running--;
    else next();
  }
}
