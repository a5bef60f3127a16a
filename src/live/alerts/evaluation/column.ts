import type { IsoDate } from '../../../scoring/names.js';
import type { RuleRow } from './ruleRow.js';

/** The values of one metric on a session, an element for each stock. NaN: not known. */
export interface Column {
  /** Bands and guardrails are numbers, too: the index of the band, and 1 where a guardrail fired, else 0. */
  readonly values: Float64Array;
  /** On the session before. */
  readonly previous: Float64Array;
  /** 1 where the stock is in the universe of the metric on the session; else 0. */
  readonly isPresent: Uint8Array;
  /** Whether what the values are from was stored since the last evaluation. */
  readonly isFresh: boolean;
  /** Whether the session had not closed when they were computed. */
  readonly isProvisional: boolean;
}

/** What rules are evaluated against: the columns of a session. */
export interface EvaluatedSession {
  /** Null: now. */
  readonly day: IsoDate | null;
  /** How many stocks there are. */
  readonly size: number;
  /** Returns the column of a rule; null where the session has none. Rules of the same metric get the same one. */
  readonly columnOf: (rule: ColumnKey) => Column | null;
  /** Returns the elements of the stocks that a rule is about, each once; null: of all. */
  readonly subjectOf: (rule: Subject) => Int32Array | null;
}

export type ColumnKey = Pick<RuleRow, 'metric' | 'part' | 'mode' | 'guardrail'>;
export type Subject = Pick<RuleRow, 'stock_ids' | 'sectors' | 'everything' | 'portfolio_id'>;
