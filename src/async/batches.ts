interface Wanted<Value> {
  readonly promise: Promise<Value | null>;
  readonly resolve: (value: Value | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads many things with few calls: one call at a time, and what is wanted meanwhile waits for the next one. However many
 * ask at once, they hold one connection.
 */
export class Batches<Key, Value> {
  #wanted = new Map<Key, Wanted<Value>>();
  #isReading = false;

  /** @param read returns what was found; a key that is left out was not */
  constructor(private readonly read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {}

  /** Returns null for what was not found. */
  load(key: Key): Promise<Value | null> {
    const wanted = this.#wanted.get(key) ?? newWanted<Value>();
    this.#wanted.set(key, wanted);
    if (!this.#isReading) {
      this.#isReading = true;
      // What the same turn of the event loop wants comes along.
      setImmediate(() => void this.#readAll());
    }
    return wanted.promise;
  }

  async #readAll(): Promise<void> {
    while (this.#wanted.size > 0) {
      const batch = this.#wanted;
      this.#wanted = new Map();
      try {
        const found = await this.read([...batch.keys()]);
        for (const [key, { resolve }] of batch) resolve(found.get(key) ?? null);
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    this.#isReading = false;
  }
}

function newWanted<Value>(): Wanted<Value> {
  let settle: Pick<Wanted<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value | null>((resolve, reject) => (settle = { resolve, reject }));
  if (settle === undefined) throw new Error('expected a promise to call its executor at once');
  return { promise, ...settle };
}
