import { setImmediate } from 'node:timers/promises';

/**
 * Hands items to a store in groups, while the next ones are being computed: one group is stored at a time, and one
 * more is gathered meanwhile.
 */
export class Handover<Item> {
  #gathered: Item[] = [];
  #storing: Promise<void> = Promise.resolve();

  /** @param store stores a group, such as in one transaction */
  constructor(
    private readonly store: (group: readonly Item[]) => Promise<void>,
    private readonly groupSize: number,
  ) {}

  /** Gathers one more item. Where that makes a group, waits for the group before, and begins to store this one. */
  async add(item: Item): Promise<void> {
    this.#gathered.push(item);
    if (this.#gathered.length >= this.groupSize) await this.#begin();
  }

  /**
   * Waits until no group is being stored, so that another statement may use the connection. In a transaction that has
   * failed, that statement would report only this, and not the cause.
   */
  idle(): Promise<void> {
    return this.#storing;
  }

  /** Stores all that was gathered, and waits for it. */
  async flush(): Promise<void> {
    await this.#begin();
    await this.#storing;
  }

  /**
   * Lets bytes that were handed to the connection go out. A socket takes some 200 kB at a time, and PostgreSQL would
   * wait for the rest while a whole day is computed.
   */
  sendOut(): Promise<void> {
    return setImmediate();
  }

  async #begin(): Promise<void> {
    await this.#storing;
    const group = this.#gathered;
    if (group.length === 0) return;
    this.#gathered = [];
    this.#storing = this.store(group);
    // It is awaited before the next group; until then its failure must not go unhandled.
    this.#storing.catch(() => undefined);
  }
}
