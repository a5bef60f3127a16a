import type pg from 'pg';
import type { IsoDate, Mode } from '../scoring/names.js';

/** The score of a stock that was the newest one and then withdrawn, which subscribers have not been told. */
export interface UntoldScore {
  readonly stock: number;
  readonly run: number;
}

/** A day that ceased to be current, wholly or for some stocks, with the run that was. */
interface WithdrawnDay {
  /** Name of the method. */
  readonly method: string;
  readonly mode: Mode;
  readonly day: IsoDate;
  readonly run: number;
}

/** The current scores of a method that ceased to be so and were not replaced, of which subscribers have to be told. */
export class UntoldScores {
  private constructor(
    /** Name of the method. */
    readonly method: string,
    readonly days: readonly WithdrawnDay[],
    private readonly scores: ReadonlyMap<Mode, ReadonlyMap<number, UntoldScore>>,
  ) {}

  /**
   * Reads the scores of a method's withdrawn days. Left out are those of stocks with a current score of the day or a later
   * one, which was told last.
   *
   * @param method its name
   */
  static async read(client: pg.ClientBase, method: string, modes: readonly Mode[]): Promise<UntoldScores> {
    const { rows: days } = await client.query<WithdrawnDay>(
      `SELECT method, mode, day::text, run_id AS run FROM withdrawn_days
       WHERE method = $1 AND mode = ANY ($2::mode[])`,
      [method, modes],
    );
    const scores = new Map<Mode, Map<number, UntoldScore>>();
    if (days.length === 0) return new UntoldScores(method, days, scores);
    const { rows } = await client.query<UntoldScore & { mode: Mode }>(
      // The newest of each stock first: where it was followed by a current score, those before it were, too. Asking for each
      // score took minutes where hundreds of days were withdrawn.
      `WITH newest AS MATERIALIZED (
         SELECT DISTINCT ON (scores.mode, scores.stock_id)
           scores.mode, scores.stock_id AS stock, scores.run_id AS run, scores.day
         FROM withdrawn_days AS ended
         JOIN scores ON scores.run_id = ended.run_id AND scores.mode = ended.mode
         WHERE ended.method = $1 AND ended.mode = ANY ($2::mode[])
         ORDER BY scores.mode, scores.stock_id, scores.day DESC, scores.run_id DESC
       )
       SELECT mode, stock, run FROM newest
       WHERE NOT EXISTS (
         SELECT FROM current_scores_of($1) AS later
         WHERE later.stock_id = newest.stock AND later.mode = newest.mode AND later.day >= newest.day
       )
       ORDER BY mode, stock`,
      [method, modes],
    );
    for (const { mode, ...score } of rows) {
      const ofMode = scores.get(mode) ?? new Map<number, UntoldScore>();
      scores.set(mode, ofMode.set(score.stock, score));
    }
    return new UntoldScores(method, days, scores);
  }

  /** Whether no newest score of a stock is withdrawn. */
  get isEmpty(): boolean {
    return this.scores.size === 0;
  }

  /** Whether the newest score of a stock is withdrawn. */
  has(mode: Mode, stock: number): boolean {
    return this.scores.get(mode)?.has(stock) ?? false;
  }

  /** Returns these and others of the same method; of a stock that both have, these count. */
  and(others: UntoldScores): UntoldScores {
    const scores = new Map(others.scores);
    for (const [mode, own] of this.scores) {
      scores.set(mode, new Map([...(others.scores.get(mode) ?? []), ...own]));
    }
    return new UntoldScores(this.method, [...others.days, ...this.days], scores);
  }

  /** The scores of all modes. */
  get all(): readonly (UntoldScore & { readonly mode: Mode })[] {
    return [...this.scores].flatMap(([mode, of]) => [...of.values()].map((score) => ({ mode, ...score })));
  }
}

/** Forgets withdrawn days, of which subscribers were told or need not be told. Days that were withdrawn since are kept. */
export async function forgetDays(client: pg.ClientBase, days: readonly WithdrawnDay[]): Promise<void> {
  if (days.length === 0) return;
  await client.query(
    `DELETE FROM withdrawn_days AS ended USING unnest($1::text[], $2::mode[], $3::date[], $4::int4[]) AS told (method, mode, day, run)
     WHERE ended.method = told.method AND ended.mode = told.mode AND ended.day = told.day AND ended.run_id = told.run`,
    [
      days.map(({ method }) => method),
      days.map(({ mode }) => mode),
      days.map(({ day }) => day),
      days.map(({ run }) => run),
    ],
  );
}
