import type { IsoDate, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';

/** The reasons for which rows are refused (docs/import.md). */
export const REFUSAL_RULES = [
  'FIELD_COUNT',
  'EMPTY',
  'NOT_A_NUMBER',
  'NOT_A_DATE',
  'NOT_A_TICKER',
  'UNKNOWN_VALUE',
  'UNKNOWN_TICKER',
  'NOT_POSITIVE',
  'NEGATIVE',
  'HIGH_BELOW_LOW',
  'OUTSIDE_RANGE',
  'CLOSED_DAY',
  'AFTER_IMPORT',
  'PERIOD_AFTER_PUBLICATION',
  'PERCENT_OUTSIDE',
  'HOLDERS_ABOVE_101',
  'CONFLICTING_ROWS',
  'NOT_OF_KIND',
  'NOT_A_FACTOR',
  'NOT_EXACT',
  'CONTROL_CHARACTER',
  'NOT_A_LINK',
  'TOO_LONG',
  'NET_ABOVE_GROSS',
  'COPIED_DAY',
  'SYMBOL_CYCLE',
  'WITHDRAWN',
  'NOT_UNDERSTOOD',
] as const;
export type RefusalRule = (typeof REFUSAL_RULES)[number];

/** A row that was refused. */
export interface Refusal {
  readonly file: string;
  /** The line of the row in its file; 1 is the header. */
  readonly line: number;
  readonly column: string;
  /** As messages show it: cut, and printable. */
  readonly value: string;
  readonly rule: RefusalRule;
  /** What was expected, in words. */
  readonly reason: string;
}

/** Why a row is refused. */
export type RefusedRow = Omit<Refusal, 'file' | 'line'>;

/** Compares refusals by their lines. */
export const byLine = (a: Pick<Refusal, 'line'>, b: Pick<Refusal, 'line'>): number => a.line - b.line;

/** Thrown by the reader of a row. The reader of the file adds file and line, and goes on with the next row. */
export class RowRefused extends Error implements RefusedRow {
  /** As messages show it. */
  readonly value: string;

  constructor(
    readonly column: string,
    value: string,
    readonly rule: RefusalRule,
    readonly reason: string,
  ) {
    super(reason);
    this.value = shown(value);
  }
}

/** The reasons for which facts are flagged (docs/import.md). */
export const FLAG_KINDS = [
  'JUMP',
  'NO_VOLUME',
  'STALE',
  'GAP',
  'ACTION_DENIED',
  'ACTION_TWICE',
  'ACTION_UNLISTED',
  'FACTOR_DERIVED',
  'VALUE_DIFFERS',
  'RANGE_OUTLIER',
  'COPIED',
  'UNITS',
  'DATED_BACK',
  'ISIN_TWICE',
  'NO_CALENDAR',
  'LATE',
  'CARRIED',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** A row that went in, but is odd. */
export interface Flag {
  readonly file: string;
  /** The line of the row in its file; of a GAP, that of the row after it; 0 where there is none. */
  readonly line: number;
  readonly kind: FlagKind;
  /** Empty where the row is of no stock. */
  readonly ticker: Ticker | '';
  /** The day of the fact: of a bar, an ex-date, the end of a period; empty where it has none. */
  readonly date: IsoDate | '';
  /** The metric of a statement; empty for all other facts. */
  readonly metric: string;
  readonly detail: string;
}

/** The counts of one file. */
export interface FileSummary {
  readonly file: string;
  readonly rows: number;
  readonly refused: Readonly<Partial<Record<RefusalRule, number>>>;
  readonly flagged: Readonly<Partial<Record<FlagKind, number>>>;
}

/** Counts how often each value of a key occurs, in the order of `order`. Values that do not occur are left out. */
export function countBy<Key extends string, Item>(
  items: readonly Item[],
  order: readonly Key[],
  keyOf: (item: Item) => Key,
): Partial<Record<Key, number>> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  const present = order.filter((key) => counts.has(key));
  return Object.fromEntries(present.map((key) => [key, counts.get(key)])) as Partial<Record<Key, number>>;
}
