import { LRUCache } from 'lru-cache';
import { MINUTE_MS, type Counted, type QuotaStore } from './quotaStore.js';

export interface MemoryQuotaStoreOptions {
  /** How many keys are remembered; 10,000 by default. */
  readonly keys?: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

interface Minute {
  count: number;
  endsAt: number;
}

/** Counts in the memory of one process. If there are too many keys, those used longest ago are forgotten, and begin again. */
export class MemoryQuotaStore implements QuotaStore {
  readonly #minutes: LRUCache<string, Minute>;
  readonly #now: () => number;

  constructor({ keys = 10_000, now = () => performance.now() }: MemoryQuotaStoreOptions = {}) {
    this.#minutes = new LRUCache({ max: keys });
    this.#now = now;
  }

  take(key: string, limit: number): Counted {
    const now = this.#now();
    let minute = this.#minutes.get(key);
    if (minute === undefined) this.#minutes.set(key, (minute = { count: 0, endsAt: now + MINUTE_MS }));
    else if (minute.endsAt <= now) {
      minute.count = 0;
      minute.endsAt = now + MINUTE_MS;
    }
    if (minute.count <= limit) minute.count++;
    return { limit, count: minute.count, resetSeconds: Math.ceil((minute.endsAt - now) / 1000) };
  }

  look(key: string, limit: number): Counted {
    const now = this.#now();
    const minute = this.#minutes.peek(key);
    return minute === undefined || minute.endsAt <= now
      ? { limit, count: 0, resetSeconds: MINUTE_MS / 1000 }
      : { limit, count: minute.count, resetSeconds: Math.ceil((minute.endsAt - now) / 1000) };
  }
}
