import type pg from 'pg';
import { isoOf } from '../market/day.js';
import type { Band, Day, Mode } from '../scoring/names.js';
import type { FormerScore } from './scoreRow.js';

/** The newest score of each stock up to a day, of one method and mode, as it was before a run. */
export class FormerScores {
  readonly #newest = new Map<number, FormerScore>();

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly mode: Mode,
  ) {}

  /** Reads the newest current score of each stock before a day, of a method by its name. */
  static async before(client: pg.ClientBase, method: string, mode: Mode, day: Day): Promise<FormerScores> {
    const former = new FormerScores(client, mode);
    const { rows } = await client.query<StoredScore>(
      `SELECT stocks.id AS stock_id, last.value, last.band, last.fired FROM stocks, LATERAL (
         SELECT value::float8 AS value, band, fired FROM current_scores_of($1)
         WHERE stock_id = stocks.id AND mode = $2 AND day < $3 ORDER BY day DESC LIMIT 1
       ) AS last`,
      [method, mode, isoOf(day)],
    );
    for (const { stock_id, ...score } of rows) former.#newest.set(stock_id, score);
    return former;
  }

  /**
   * Looks scores up as of a day; days must ascend.
   *
   * @param run the run whose scores of the day are current; undefined: the day has none
   */
  async on(run: number | undefined): Promise<(stock: number) => FormerScore | undefined> {
    if (run === undefined) return (stock) => this.#newest.get(stock);
    const { rows } = await this.client.query<StoredScore>(
      `SELECT stock_id, value::float8 AS value, band, fired FROM scores WHERE run_id = $1 AND mode = $2`,
      [run, this.mode],
    );
    const ofDay = new Map<number, FormerScore>(rows.map(({ stock_id, ...score }) => [stock_id, score]));
    return (stock) => ofDay.get(stock) ?? this.#newest.get(stock);
  }

  /** Notes a score that is about to become current. */
  note(stock: number, score: FormerScore): void {
    this.#newest.set(stock, score);
  }
}

interface StoredScore {
  readonly stock_id: number;
  readonly value: number;
  readonly band: Band;
  readonly fired: number;
}
