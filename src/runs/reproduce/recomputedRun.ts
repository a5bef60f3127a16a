import type { ScoresTable } from '../../database/tables.js';
import { inputsHashOf } from '../../market/inputsHash.js';
import type { StockIds } from '../../market/store/stockIds.js';
import type { Mode, Ticker } from '../../scoring/names.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import { notReproduced } from './notReproduced.js';
import { firstDifference } from '../firstDifference.js';
import { scoreRows, type ScoreRow } from '../scoreRow.js';
import type { RunInputs } from './storedRuns.js';

/** A run that was computed again: its whole day, to be explained or compared stock by stock. */
export class RecomputedRun {
  readonly #run: RunInputs;
  readonly #isGenuine: boolean;
  readonly #keys: { readonly ids: StockIds; readonly sectorIds: ReadonlyMap<string, number> };
  readonly #indices: ReadonlyMap<Ticker, number>;
  readonly #rows = new Map<Mode, readonly ScoreRow[]>();

  /**
   * @param isGenuine whether the stored texts of method and sector file have the hashes that the run names
   * @param keys the ids by which scores are stored
   */
  constructor(
    run: RunInputs,
    readonly day: DayScores,
    isGenuine: boolean,
    keys: { readonly ids: StockIds; readonly sectorIds: ReadonlyMap<string, number> },
  ) {
    this.#run = run;
    this.#isGenuine = isGenuine;
    this.#keys = keys;
    this.#indices = new Map(day.section.tickers.map((ticker, i) => [ticker, i]));
  }

  /** The id of the run. */
  get id(): number {
    return this.#run.id;
  }

  /** The stock's element in the columns of the day; -1 where the day has no score of it. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }

  /**
   * Compares a score that the run stored with the one that is computed now.
   *
   * @returns a sentence for each difference; none where the score is reproduced
   */
  differences(stored: ScoresTable, ticker: Ticker): readonly string[] {
    const index = this.indexOf(ticker);
    const what =
      index === -1
        ? 'a score is stored, but none is computed'
        : firstDifference<ScoreRow>(stored, this.#rowsOf(stored.mode)[index]);
    if (what === null && this.#isGenuine) return [];
    const reason = notReproduced(this.#run, {
      isGenuine: this.#isGenuine,
      inputsHash: inputsHashOf(this.day.section),
      hasSameScores: what === null,
      hasSameRest: true,
    });
    return [reason, what].filter((text) => text !== null);
  }

  #rowsOf(mode: Mode): readonly ScoreRow[] {
    let rows = this.#rows.get(mode);
    if (rows === undefined) {
      rows = scoreRows(this.day, mode, this.#keys.ids, this.#keys.sectorIds);
      this.#rows.set(mode, rows);
    }
    return rows;
  }
}
