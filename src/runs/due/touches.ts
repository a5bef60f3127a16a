import type pg from 'pg';
import type { Day } from '../../scoring/names.js';

/** Knows which days each batch of facts touches, as of one moment. */
export class Touches {
  /** By batch, less one: the first day that the batch or a later one touches. */
  readonly #firstDay: readonly Day[];

  private constructor(firstDay: readonly Day[]) {
    this.#firstDay = firstDay;
  }

  /** Reads the days that the batches of the store touch. */
  static async read(client: pg.ClientBase): Promise<Touches> {
    const { rows } = await client.query<{ id: number; day: number | null }>(
      `SELECT id, CASE WHEN touches_from = '-infinity' THEN -1000000 ELSE touches_from - date '1970-01-01' END AS day
       FROM batches ORDER BY id`,
    );
    const firstDay: Day[] = new Array<Day>(rows.length).fill(Infinity);
    for (let k = rows.length - 1; k >= 0; k--) {
      firstDay[k] = Math.min(rows[k].day ?? Infinity, firstDay[k + 1] ?? Infinity);
    }
    return new Touches(firstDay);
  }

  /** Whether facts that were recorded after a batch may change what is derived from a day. */
  since(batch: number, day: Day): boolean {
    // Batches are numbered from 1.
    return (this.#firstDay[batch] ?? Infinity) <= day;
  }
}
