import { AsyncResource } from 'node:async_hooks';

/**
 * Lets one piece of work begin each time the event loop turns, and takes the owners of work in rotation.
 *
 * Node accepts one connection each time the loop turns, after it has read all sockets that are ready. If it also did the
 * work of these requests at once, the 64th of 64 new connections would wait for 2,000 requests. Because each owner has a
 * queue of its own, one with many requests delays the next request of another owner by one of them.
 *
 * @example
 * const pace = new Pace();
 * pace.begin(caller.name, () => execute(request));
 */
export class Pace {
  /** The owners that wait, in the order of their turns. */
  readonly #waiting = new Map<string, (() => void)[]>();

  /**
   * Begins work when it is its turn, which is after the current callback of the event loop at the earliest. The work
   * keeps the async context of this call, so that traces do not take it for work of another request.
   *
   * @param work must not throw
   */
  begin(owner: string, work: () => void): void {
    const bound = AsyncResource.bind(work);
    const queue = this.#waiting.get(owner);
    if (queue !== undefined) {
      queue.push(bound);
      return;
    }
    this.#waiting.set(owner, [bound]);
    if (this.#waiting.size === 1) setImmediate(() => this.#turn());
  }

  #turn(): void {
    for (const [owner, queue] of this.#waiting) {
      const work = queue.shift();
      this.#waiting.delete(owner);
      if (queue.length > 0) this.#waiting.set(owner, queue);
      if (this.#waiting.size > 0) setImmediate(() => this.#turn());
      work?.();
      return;
    }
  }
}
