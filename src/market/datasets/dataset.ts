import type { Day, Ticker } from '../../scoring/names.js';
import type { PriceRow } from '../facts.js';
import type { FactFlag } from '../flags/factFlag.js';
import type { WrittenFacts } from '../flags/writtenFacts.js';
import type { Columns, Reader } from '../imports/columns.js';
import type { RowRefused } from '../imports/refusal.js';
import type { FactTable } from './factTable.js';

/**
 * The stages of an import, in their order. The rows of later stages are checked against the calendar and the
 * companies, so that an import ends where one of these two files is refused as a whole. Because rows may have former
 * symbols of the companies, these are read next. Because actions explain jumps of prices, they are read before the
 * prices. Withdrawals are of facts that are read before them.
 */
export const STAGES = ['CALENDAR', 'COMPANIES', 'SYMBOLS', 'ACTIONS', 'FACTS', 'WITHDRAWALS'] as const;
export type Stage = (typeof STAGES)[number];

/** What all datasets have in common: how their file is read. */
interface Described<Name extends string, Row> {
  /** The name of the dataset in `batches` and, for facts that are grouped, in a market. */
  readonly name: Name;
  /** The file of the import folder; it may also be gzipped, with `.gz` added to its name. */
  readonly file: `${Name}.csv`;
  readonly stage: Stage;
  readonly required: readonly string[];
  /** Columns that may be absent or empty. */
  readonly optional: readonly string[];
  /** The columns that tell one fact from another. */
  readonly key: readonly string[];
  /** Remarks on columns, for the documentation. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Finds the columns of a file once, and returns the function that reads a row or throws RowRefused. */
  reader(columns: Columns): Reader<Row>;
}

/** How facts of a dataset may contradict others that have another key. */
export interface Contradictions<Fact> {
  /** Returns whether a fact may contradict another one. */
  concerns(fact: Fact): boolean;
  /**
   * Returns which given facts are refused, and why: those that contradict another given one, or one of the store.
   *
   * @param stored facts of the store, of which each is replaced by a given one of its key
   */
  refused(given: readonly Fact[], stored: readonly Fact[]): ReadonlyMap<Fact, RowRefused>;
}

/** What is recorded of given facts that sources tell in different ways. */
export interface Merged<Fact> {
  /** Each key once. */
  readonly facts: readonly Fact[];
  /** Stored facts of other keys that end, because one of these facts tells the same and more. */
  readonly replaced: readonly Fact[];
}

/**
 * A dataset whose facts are objects. What is declared here is all that imports, the store and markets know of it.
 *
 * Functions of facts are declared as methods: TypeScript then accepts a dataset of any fact as one of unknown facts,
 * which lists of datasets need.
 */
export interface FactDataset<Name extends string = string, Fact = unknown> extends Described<Name, Fact> {
  readonly kind: 'FACTS';
  /** Returns the key of a fact, as refusals show it. Rows of one file with the same key must say the same. */
  keyOf(fact: Fact): string;
  /** How facts of different keys may contradict each other; a dataset without it has no such facts. */
  readonly contradictions?: Contradictions<Fact>;
  /**
   * Finds facts that tell the same as others of another key, or more of it. A dataset without it has no such facts.
   *
   * @param stored the current facts of the same stocks
   */
  merged?(given: readonly Fact[], stored: readonly Fact[]): Merged<Fact>;
  readonly table: FactTable<Fact>;
  /** Returns the first day whose scores a fact may change; -Infinity means all days, Infinity none. */
  touches(fact: Fact): Day;
  /** Returns the stock whose features a fact may change, and the first day of these. */
  staleFeatures?(fact: Fact): { readonly ticker: Ticker; readonly from: Day };
  /** Returns the session that a fact is of, where all of its facts are of sessions. */
  sessionOf?(fact: Fact): Day;
  /** Returns what is odd about the facts that a batch wrote. */
  flags?(facts: WrittenFacts<Fact>): Promise<readonly FactFlag<Fact>[]>;
  /** Whether its facts decide which days are sessions. */
  readonly movesSessions?: true;
  /** Returns whether a fact can be withdrawn; where it is left out, all can. */
  isWithdrawable?(fact: Fact): boolean;
}

/** A dataset whose facts are part of a market, under its name. */
export interface GroupedDataset<
  Name extends string = string,
  Fact = unknown,
  Grouped = unknown,
> extends FactDataset<Name, Fact> {
  /** Groups facts, which come in any order, as a market holds them. */
  group(facts: readonly Fact[]): Grouped;
}

/** The dataset of prices. Because it has a million rows, these go into columns per stock instead of objects. */
export interface BarsDataset extends Described<'prices', PriceRow> {
  readonly kind: 'BARS';
  readonly table: Pick<FactTable, 'name' | 'columns' | 'keys'> & { readonly name: 'bars' };
}

export type Dataset = FactDataset | BarsDataset;
