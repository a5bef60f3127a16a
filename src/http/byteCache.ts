import { LRUCache } from 'lru-cache';

/**
 * Bytes of the objects around an entry and its key. 200,000 answers of 60 bytes under keys of 64 bytes took 1,022 bytes
 * each. If these were not counted, a flood of tiny answers would take eight times the room.
 */
export const ENTRY_OVERHEAD = 900;

interface Kept<Entry> {
  readonly entry: Entry;
  /** The size of the entry when it was last counted. */
  readonly size: number;
}

/**
 * Keeps entries by key within a limit of bytes, and forgets the least recently used ones first. An entry that may
 * grow is counted again when it is read or set. An entry that takes more than an eighth of the limit is not kept, so
 * that no answer displaces all others. A limit of 0 bytes keeps nothing.
 */
export class ByteCache<Entry extends { readonly size: number }> {
  readonly #kept: LRUCache<string, Kept<Entry>> | null;
  readonly #largest: number;
  #hits = 0;
  #misses = 0;
  #clears = 0;

  constructor({ maxBytes }: { readonly maxBytes: number }) {
    this.#kept = maxBytes === 0 ? null : new LRUCache({ maxSize: maxBytes });
    this.#largest = maxBytes / 8;
  }

  /** How often `get` found an entry since the start. `clear` does not reset it. */
  get hits(): number {
    return this.#hits;
  }

  /** How often `get` found none since the start. */
  get misses(): number {
    return this.#misses;
  }

  /** How often `clear` was called since the start. */
  get clears(): number {
    return this.#clears;
  }

  get entries(): number {
    return this.#kept?.size ?? 0;
  }

  /** The bytes of all entries, with their keys and overhead. */
  get bytes(): number {
    return this.#kept?.calculatedSize ?? 0;
  }

  get(key: string): Entry | undefined {
    const kept = this.#kept?.get(key);
    if (kept === undefined) {
      this.#misses++;
      return undefined;
    }
    this.#hits++;
    if (kept.entry.size !== kept.size) this.set(key, kept.entry);
    return kept.entry;
  }

  set(key: string, entry: Entry): void {
    const kept = { entry, size: entry.size };
    const size = kept.size + Buffer.byteLength(key) + ENTRY_OVERHEAD;
    if (size > this.#largest) this.#kept?.delete(key);
    else this.#kept?.set(key, kept, { size });
  }

  clear(): void {
    this.#clears++;
    this.#kept?.clear();
  }
}
