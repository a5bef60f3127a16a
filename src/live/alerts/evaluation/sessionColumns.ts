import {
  BANDS,
  GUARDRAILS,
  type Band,
  type IsoDate,
  type Mode,
  type Ticker,
} from '../../../scoring/names.js';
import { snap } from '../../../scoring/rounding.js';
import type { Column, ColumnKey, EvaluatedSession, Subject } from './column.js';
import type { PartOf } from './readParts.js';

/** What is stored together: the scores of a mode, or the risks. */
export type Family = Mode | 'RISK';

export interface FamilyState {
  /** Whether they were stored since the last evaluation. */
  readonly fresh: boolean;
  readonly provisional: boolean;
}

/** The rows of a session, and of those before it. */
export interface SessionRows {
  /** The session first, then the ones before it, as far as there are any: three at most. */
  readonly days: readonly IsoDate[];
  /** What the session has. */
  readonly families: ReadonlyMap<Family, FamilyState>;
  readonly scores: readonly {
    readonly day: IsoDate;
    readonly mode: Mode;
    readonly stock_id: number;
    readonly value: number;
    readonly band: Band;
    readonly fired: number;
    readonly sector_id: number;
  }[];
  readonly risks: readonly { readonly day: IsoDate; readonly stock_id: number; readonly judged: number }[];
  readonly parts: PartOf;
  /** In ₹, as traded. */
  readonly closes: readonly { readonly day: IsoDate; readonly stock_id: number; readonly close: number }[];
  /** The universe of the session. */
  readonly stocks: readonly { readonly id: number; readonly ticker: Ticker }[];
  readonly sectors: readonly { readonly id: number; readonly key: string }[];
}

const NO_STOCKS: readonly number[] = [];

type ScoreRow = SessionRows['scores'][number];

/** The values of a session, as columns that are made when the first rule asks for them. */
export class SessionColumns implements EvaluatedSession {
  readonly day: IsoDate;
  readonly size: number;
  readonly #columns = new Map<string, Column | null>();
  readonly #elements: ReadonlyMap<number, number>;
  readonly #bySector = new Map<string, number[]>();

  constructor(private readonly rows: SessionRows) {
    const { days, stocks, sectors, scores } = rows;
    this.day = days[0];
    this.size = stocks.length;
    this.#elements = new Map(stocks.map(({ id }, k) => [id, k]));
    const keys = new Map(sectors.map(({ id, key }) => [id, key]));
    const sectorOf = new Map<number, string>();
    for (const { day, stock_id, sector_id } of scores) {
      if (day === this.day) sectorOf.set(this.elementOf(stock_id), keys.get(sector_id) ?? '');
    }
    for (const [element, key] of sectorOf) {
      const elements = this.#bySector.get(key);
      if (elements === undefined) this.#bySector.set(key, [element]);
      else elements.push(element);
    }
  }

  /** Returns the element of a stock; -1 where the session does not have it. */
  elementOf(stockId: number): number {
    return this.#elements.get(stockId) ?? -1;
  }

  /** Returns the stock of an element. */
  stockAt(element: number): { readonly id: number; readonly ticker: Ticker } {
    return this.rows.stocks[element];
  }

  columnOf(rule: ColumnKey): Column | null {
    const key = [rule.metric, rule.part, rule.mode, rule.guardrail].join(' ');
    let column = this.#columns.get(key);
    if (column === undefined) this.#columns.set(key, (column = this.#make(rule)));
    return column;
  }

  subjectOf({ stock_ids, sectors, everything }: Subject): Int32Array | null {
    if (everything) return null;
    const ids = [...new Set(stock_ids ?? NO_STOCKS)];
    const own = ids.map((id) => this.elementOf(id)).filter((element) => element !== -1);
    const lists = [own, ...(sectors ?? []).map((sector) => this.#bySector.get(sector) ?? NO_STOCKS)];
    const filled = lists.filter(({ length }) => length > 0);
    if (filled.length < 2) return Int32Array.from(filled.at(0) ?? NO_STOCKS);
    return Int32Array.from(new Set(filled.flatMap((list) => [...list])));
  }

  #make({ metric, part, mode, guardrail }: ColumnKey): Column | null {
    const { risks, closes, parts, stocks } = this.rows;
    switch (metric) {
      case 'RISK':
        return this.#column(['RISK'], (k) => this.#fill(risks, k, ({ judged }) => judged));
      case 'RISK_PART': {
        if (part === null) return null;
        const assessed = (k: number) => stocks.map(({ id }) => ({ day: this.rows.days[k], stock_id: id }));
        return this.#column(['RISK'], (k) =>
          this.#fill(assessed(k), k, ({ day, stock_id }) => parts(day, stock_id, part)),
        );
      }
      case 'CLOSE':
        return this.#column(['RISK', 'TRADER', 'INVESTOR'], (k) =>
          this.#fill(closes, k, ({ close }) => close),
        );
      case 'SCORE':
        return this.#ofMode(mode, ({ value }) => value);
      case 'BAND':
        return this.#ofMode(mode, ({ band }) => BANDS.indexOf(band));
      case 'GUARDRAIL': {
        if (guardrail === null) return null;
        const bit = GUARDRAILS.indexOf(guardrail);
        return this.#ofMode(mode, ({ fired }) => (fired >> bit) & 1);
      }
      case 'SCORE_CHANGE': {
        const score = (k: number) => this.#scores(mode, k, ({ value }) => value);
        return mode && this.#column([mode], (k) => difference(score(k), score(k + 1)));
      }
      default:
        return null;
    }
  }

  #ofMode(mode: Mode | null, of: (row: ScoreRow) => number): Column | null {
    return mode && this.#column([mode], (k) => this.#scores(mode, k, of));
  }

  #scores(mode: Mode | null, k: number, of: (row: ScoreRow) => number): Float64Array {
    return this.#fill(this.rows.scores, k, (row) => (row.mode === mode ? of(row) : NaN));
  }

  /** @returns null where the session has none of the families */
  #column(families: readonly Family[], valuesOf: (k: number) => Float64Array): Column | null {
    const states = families.flatMap((family) => this.rows.families.get(family) ?? []);
    if (states.length === 0) return null;
    return {
      values: valuesOf(0),
      previous: valuesOf(1),
      isPresent: this.#present(families),
      isFresh: states.some(({ fresh }) => fresh),
      isProvisional: states.some(({ provisional }) => provisional),
    };
  }

  #present(families: readonly Family[]): Uint8Array {
    const present = new Uint8Array(this.size);
    const mark = (row: { readonly day: IsoDate; readonly stock_id: number }) => {
      if (row.day === this.day) present[this.elementOf(row.stock_id)] = 1;
    };
    if (families.includes('RISK')) this.rows.risks.forEach(mark);
    for (const row of this.rows.scores) if (families.includes(row.mode)) mark(row);
    return present;
  }

  /** Puts what rows of the k-th day say into a column. Rows that say NaN are passed over. */
  #fill<Row extends { readonly day: IsoDate; readonly stock_id: number }>(
    rows: readonly Row[],
    k: number,
    of: (row: Row) => number,
  ): Float64Array {
    const values = new Float64Array(this.size).fill(NaN);
    const day = this.rows.days.at(k);
    for (const row of rows) {
      if (row.day !== day) continue;
      const element = this.elementOf(row.stock_id);
      const value = element === -1 ? NaN : of(row);
      if (value === value) values[element] = value;
    }
    return values;
  }
}

const difference = (values: Float64Array, former: Float64Array): Float64Array =>
  values.map((value, k) => snap(value - former[k]));
