import type pg from 'pg';
import { dayOf } from '../market/day.js';
import type { Day, Mode } from '../scoring/names.js';

/** The run whose scores of a day are current, and what it was made from. */
export interface CurrentDay {
  readonly run: number;
  /** Facts up to this batch give the same scores. */
  readonly validBatch: number;
  readonly inputsHash: string | null;
  readonly methodHash: string;
  readonly sectorsHash: string;
  readonly codeVersion: string;
  readonly provisional: boolean;
}

/** The current runs of a span of days in one mode. */
export async function currentDays(
  client: pg.ClientBase,
  mode: Mode,
  from: Day,
  to: Day,
): Promise<Map<Day, CurrentDay>> {
  const { rows } = await client.query<CurrentDay & { day: string }>(
    `SELECT d.day::text AS day, run_id AS run, valid_batch AS "validBatch", inputs_hash AS "inputsHash",
       method_hash AS "methodHash", sectors_hash AS "sectorsHash", code_version AS "codeVersion",
       provisional
     FROM scored_days d JOIN runs ON runs.id = run_id
     WHERE d.mode = $1 AND d.day BETWEEN date '1970-01-01' + $2::int4 AND date '1970-01-01' + $3::int4`,
    [mode, from, to],
  );
  return new Map(rows.map(({ day, ...current }) => [dayOf(day), current]));
}

/** Tells which days have seen other facts than are known now. */
export class Touches {
  /** Per batch: the first day that it or a later one touches. */
  readonly #firstDay: readonly Day[];

  private constructor(firstDay: readonly Day[]) {
    this.#firstDay = firstDay;
  }

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

  /** Whether facts that came after a batch may change the scores of a day. Batches are numbered from 1. */
  since(batch: number, day: Day): boolean {
    return (this.#firstDay[batch] ?? Infinity) <= day;
  }
}
