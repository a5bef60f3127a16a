import type { RuleRow } from './ruleRow.js';
import type { StandingAlert } from './standingAlert.js';

/** A new alert of a rule. */
export interface NewAlert {
  readonly rule: RuleRow;
  /** Elements of its stocks: one, or those that it stands for. */
  readonly stocks: readonly number[];
  readonly isOfMany: boolean;
}

/** What becomes of an alert that stands. */
export interface JudgedAlert {
  readonly alert: StandingAlert;
  readonly rule: RuleRow;
  /** Null: its owner has resolved it before, or it goes on for fewer stocks. Nothing is told. */
  readonly change: 'REPEATED' | 'RESOLVED' | null;
  /** Null where the stock has none, and in an alert that stands for many. */
  readonly value: number | null;
  /** Whether it is the value that resolves it, and not that the rule is not about the stock any more. */
  readonly isByValue: boolean;
  /** The stocks that are still beyond. */
  readonly beyond: readonly number[];
}

/** What an evaluation changes. */
export interface Evaluation {
  /** Ascending by rule, and by stock where each has its own. */
  readonly raised: readonly NewAlert[];
  readonly judged: readonly JudgedAlert[];
  /** The rules that were evaluated. */
  readonly rules: readonly RuleRow[];
}
