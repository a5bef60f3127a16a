import type { Database } from '../../database/database.js';

interface Use {
  readonly count: number;
  readonly at: Date;
  readonly address: string;
}

/** Counts how often keys are used, and when and from where they were used last, until that is written. */
export class KeyUses {
  #uses = new Map<number, Use>();

  constructor(private readonly pool: Pick<Database['pool'], 'query'>) {}

  /** @param time in milliseconds since 1970 */
  add(apiKeyId: number, address: string, time: number): void {
    const count = (this.#uses.get(apiKeyId)?.count ?? 0) + 1;
    this.#uses.set(apiKeyId, { count, at: new Date(time), address });
  }

  /**
   * Writes what was counted since the last time, by one statement. Where that fails, it is kept for the next time.
   *
   * @throws Error if the database did not confirm it
   */
  async write(): Promise<void> {
    if (this.#uses.size === 0) return;
    const written = this.#uses;
    this.#uses = new Map();
    const uses = [...written.values()];
    try {
      await this.pool.query(WRITE, [
        [...written.keys()],
        uses.map(({ count }) => count),
        uses.map(({ at }) => at),
        uses.map(({ address }) => address),
      ]);
    } catch (error) {
      for (const [id, use] of written) {
        const later = this.#uses.get(id);
        this.#uses.set(id, later === undefined ? use : { ...later, count: later.count + use.count });
      }
      throw error;
    }
  }
}

/** Rows are locked in the order of their ids, so that processes that write at the same time do not block each other. */
const WRITE = `
  WITH locked AS (SELECT id FROM api_keys WHERE id = ANY ($1::integer[]) ORDER BY id FOR NO KEY UPDATE)
  UPDATE api_keys AS key SET
    use_count = key.use_count + used.count,
    last_used_at = greatest(key.last_used_at, used.at),
    last_used_address = CASE WHEN key.last_used_at > used.at THEN key.last_used_address ELSE used.address END
  FROM locked, unnest($1::integer[], $2::integer[], $3::timestamptz[], $4::text[]) AS used (id, count, at, address)
  WHERE key.id = used.id AND key.id = locked.id`;
