import type { FormerSessions } from '../scoring/crossSection.js';
import { MODES, type Day, type Mode, type Ticker } from '../scoring/names.js';
import { toHundredths } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

const NONE = -1;
const NOBODY: Readonly<Record<Mode, Int16Array>> = { TRADER: new Int16Array(0), INVESTOR: new Int16Array(0) };

/**
 * The scores before guardrails of the sessions that were computed from one batch, by one method and sector file. Bands with
 * hysteresis begin with those of the sessions before. Seven years of a thousand stocks take seven megabytes.
 */
export class ScoreMemory {
  /** The place of each stock in the columns of all sessions. */
  readonly #places = new Map<Ticker, number>();
  /** By session, in whole hundredths by the places of stocks; -1, or beyond the end, where a stock has none. */
  readonly #scores = new Map<Day, Readonly<Record<Mode, Int16Array>>>();

  has(day: Day): boolean {
    return this.#scores.has(day);
  }

  /** Notes the scores of a session; null: nobody can be scored on it. */
  note(day: Day, scores: Pick<DayScores, 'section' | 'modes'> | null): void {
    if (scores === null) {
      this.#scores.set(day, NOBODY);
      return;
    }
    const { tickers } = scores.section;
    const places = tickers.map((ticker) => this.#placeOf(ticker));
    const column = (mode: Mode): Int16Array => {
      const before = scores.modes[mode].guardrails[0].scoreBefore;
      const hundredths = new Int16Array(this.#places.size).fill(NONE);
      for (let i = 0; i < places.length; i++) hundredths[places[i]] = toHundredths(before[i]);
      return hundredths;
    };
    this.#scores.set(day, { TRADER: column('TRADER'), INVESTOR: column('INVESTOR') });
  }

  /**
   * Returns the scores of stocks on some sessions, which were all noted.
   *
   * @param sessions ascending
   * @throws RangeError for a session that was not noted
   */
  of(sessions: readonly Day[], tickers: readonly Ticker[]): FormerSessions {
    const count = sessions.length;
    const noted = sessions.map((day) => {
      const scores = this.#scores.get(day);
      if (scores === undefined) throw new RangeError(`Expected the scores of day ${day} to be noted.`);
      return scores;
    });
    const places = tickers.map((ticker) => this.#places.get(ticker) ?? Infinity);
    const of = (mode: Mode): Int16Array => {
      const hundredths = new Int16Array(tickers.length * count).fill(NONE);
      for (let k = 0; k < count; k++) {
        const column = noted[k][mode];
        for (let i = 0; i < places.length; i++) {
          if (places[i] < column.length) hundredths[i * count + k] = column[places[i]];
        }
      }
      return hundredths;
    };
    return {
      sessions: count,
      hundredths: Object.fromEntries(MODES.map((mode) => [mode, of(mode)])) as FormerSessions['hundredths'],
    };
  }

  #placeOf(ticker: Ticker): number {
    let place = this.#places.get(ticker);
    if (place === undefined) this.#places.set(ticker, (place = this.#places.size));
    return place;
  }
}
