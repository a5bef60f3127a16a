import { LRUCache } from 'lru-cache';

/**
 * What an entry takes beside its bytes and its key's: objects of the process. 200,000 answers of 60 bytes under keys
 * of 64 took 1,022 bytes each; were it not counted, a flood of tiny answers would take eight times the room.
 */
export const ENTRY_OVERHEAD = 900;

interface Kept<Entry> {
  readonly entry: Entry;
  /** Of the entry, when it was last counted. */
  readonly size: number;
}

/**
 * Entries by key in a room of so many bytes; the least recently used go first. An entry that may grow is counted
 * anew when it is got or set. One that takes more than an eighth of the room is not kept, so that no answer drives
 * out all others; a room of 0 bytes keeps nothing.
 */
export class ByteCache<Entry extends { readonly size: number }> {
  readonly #kept: LRUCache<string, Kept<Entry>> | null;
  readonly #largest: number;
  #hits = 0;
  #misses = 0;

  constructor({ maxBytes }: { readonly maxBytes: number }) {
    this.#kept = maxBytes === 0 ? null : new LRUCache({ maxSize: maxBytes });
    this.#largest = maxBytes / 8;
  }

  /** How often `get` found an entry, and how often none, since the start: `clear` does not reset them. */
  get hits(): number {
    return this.#hits;
  }

  get misses(): number {
    return this.#misses;
  }

  get entries(): number {
    return this.#kept?.size ?? 0;
  }

  /** Keys and overhead included. */
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
    this.#kept?.clear();
  }
}
