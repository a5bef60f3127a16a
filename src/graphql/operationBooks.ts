import DataLoader from 'dataloader';
import type { Books } from '../books/bookCache.js';
import { DayBook, type BookKey } from '../books/dayBook.js';
import { nameOfMarketDay, type MarketDay, type MarketDayKey } from '../books/marketDay.js';
import type { MarketDayAsker, MarketDays } from '../books/marketDays.js';
import type { RiskBook } from '../books/risk/riskBook.js';
import type { Snapshot } from '../books/snapshot.js';
import type { IsoDate, Mode } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { whenKnown, type MaybePromise } from './maybePromise.js';

/** The books of one operation, those of risks, and the days of the market. They stay the same throughout, even when a run is committed meanwhile. */
export class OperationBooks {
  readonly #snapshot: Snapshot;
  readonly #known = new Map<string, DayBook | null>();
  readonly #market: Pick<MarketDays, 'of'>;
  readonly #asker: MarketDayAsker;
  readonly #marketDays = new Map<string, MaybePromise<MarketDay>>();
  readonly #loader: DataLoader<BookKey, DayBook | null, string>;
  readonly #knownRisks = new Map<number, RiskBook | null>();
  readonly #riskLoader: DataLoader<number, RiskBook | null>;
  #loadedRows = 0;

  constructor(
    books: Pick<Books, 'of'> & {
      readonly market: Pick<MarketDays, 'of'>;
      readonly risks: Pick<Books['risks'], 'of'>;
    },
    snapshot: Snapshot,
    asker: MarketDayAsker,
  ) {
    this.#market = books.market;
    this.#asker = asker;
    this.#snapshot = snapshot;
    this.#loader = new DataLoader(
      async (keys) => {
        const asked = books.of(keys);
        const found = await asked;
        if (asked instanceof Promise) this.#loadedRows += rowsIn(found);
        for (const [k, key] of keys.entries()) this.#known.set(nameOf(key), found[k]);
        return found;
      },
      { cacheKeyFn: nameOf },
    );
    this.#riskLoader = new DataLoader(async (runIds) => {
      const asked = books.risks.of(runIds);
      const found = await asked;
      if (asked instanceof Promise) this.#loadedRows += rowsIn(found);
      for (const [k, runId] of runIds.entries()) this.#knownRisks.set(runId, found[k]);
      return found;
    });
  }

  /** Rows of the books and of the market that had to be read from the store. */
  get loadedRows(): number {
    return this.#loadedRows;
  }

  /**
   * Reads the books that are not known yet with one statement for each kind, so that no resolver has to wait for them.
   *
   * @param riskRuns the runs of books of risks
   */
  fetch(keys: readonly BookKey[], riskRuns: readonly number[] = []): MaybePromise<unknown> {
    const missing = keys.filter((key) => !this.#known.has(nameOf(key)));
    const missingRisks = riskRuns.filter((runId) => !this.#knownRisks.has(runId));
    if (missing.length + missingRisks.length === 0) return undefined;
    return Promise.all([this.#loader.loadMany(missing), this.#riskLoader.loadMany(missingRisks)]);
  }

  /**
   * Returns the current book of a day.
   *
   * @param on a day without scores means the newest scored day before it; null means the newest of all
   * @param method the name of the method; null: the served one
   * @returns null where no day is scored
   */
  of(mode: Mode, on: IsoDate | null, method: string | null = null): MaybePromise<DayBook | null> {
    const scored = this.#snapshot.scoredDay(mode, on, method);
    if (scored === null) return null;
    const { runId, day } = scored;
    return whenKnown(this.#book({ runId, mode }), (book) => book ?? new DayBook(runId, mode, day, []));
  }

  /**
   * Returns the book of a run, whether it is current or not.
   *
   * @throws UserError where the run is unknown, or has no scores of this mode
   */
  ofRun({ runId, mode }: BookKey): MaybePromise<DayBook> {
    return whenKnown(this.#book({ runId, mode }), (book) => {
      if (book !== null && book.rows.length > 0) return book;
      throw new UserError(
        `Expected a run that has scores of ${mode}, got run ${runId}, which has none: ` +
          'begin again without a cursor, or name another run.',
      );
    });
  }

  /** Returns the book of a run that this operation has read; null where it has not. */
  read(key: BookKey): DayBook | null {
    return this.#known.get(nameOf(key)) ?? null;
  }

  /** Returns what was known of the market on a day, as recorded at a batch. */
  marketOn(key: MarketDayKey): MaybePromise<MarketDay> {
    const name = nameOfMarketDay(key);
    let known = this.#marketDays.get(name);
    if (known === undefined) {
      known = this.#market.of(key, this.#asker);
      if (known instanceof Promise) {
        known = known.then((day) => {
          this.#loadedRows += day.rowsRead;
          this.#marketDays.set(name, day);
          return day;
        });
      }
      this.#marketDays.set(name, known);
    }
    return known;
  }

  /**
   * Returns the current book of risks of a day.
   *
   * @param on a day that is not assessed means the newest assessed session before it; null means the newest of all
   * @returns null where no session is assessed, or none of its stocks
   */
  risksOf(on: IsoDate | null): MaybePromise<RiskBook | null> {
    const assessed = this.#snapshot.assessedDay(on);
    return assessed === null ? null : this.#risks(assessed.runId);
  }

  /**
   * Returns the book of risks of a run, whether it is current or not.
   *
   * @throws UserError where the run is unknown, or has no risks
   */
  risksOfRun(runId: number): MaybePromise<RiskBook> {
    return whenKnown(this.#risks(runId), (book) => {
      if (book !== null) return book;
      throw new UserError(
        `Expected a run that has risks, got run ${runId}, which has none: begin again without a cursor.`,
      );
    });
  }

  #risks(runId: number): MaybePromise<RiskBook | null> {
    const known = this.#knownRisks.get(runId);
    return known === undefined ? this.#riskLoader.load(runId) : known;
  }

  #book(key: BookKey): MaybePromise<DayBook | null> {
    const known = this.#known.get(nameOf(key));
    return known === undefined ? this.#loader.load(key) : known;
  }
}

const rowsIn = (books: readonly ({ readonly size: number } | null)[]): number =>
  books.reduce((sum, book) => sum + (book?.size ?? 0), 0);

const nameOf = ({ runId, mode }: BookKey): string => `${runId} ${mode}`;
