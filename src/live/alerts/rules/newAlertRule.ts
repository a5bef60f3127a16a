import type { Severity } from '../../../database/tables.js';
import type { RiskPartKind } from '../../../risk/names.js';
import type { Band, Guardrail, Mode, Ticker } from '../../../scoring/names.js';
import type { AlertMetric, Comparator } from '../metrics.js';
import type { AlertScope } from './alertRuleRow.js';

/** A rule as its owner asks for it. Null: it says nothing of this. */
export interface NewAlertRule {
  readonly name: string;
  readonly metric: AlertMetric;
  readonly part: RiskPartKind | null;
  readonly mode: Mode | null;
  readonly guardrail: Guardrail | null;
  readonly tickers: readonly Ticker[] | null;
  readonly sectors: readonly string[] | null;
  /** The id of a portfolio. */
  readonly portfolioId: number | null;
  readonly everything: boolean;
  readonly toBands: readonly Band[] | null;
  readonly onProvisional: boolean;
  readonly comparator: Comparator;
  readonly threshold: number | null;
  /** Null: the default of the metric. */
  readonly rearm: number | null;
  readonly severity: Severity;
  readonly scope: AlertScope;
  readonly enabled: boolean;
}

/** What a rule may name, by what is known now. */
export interface KnownSubjects {
  /** Keys of sector groups. */
  readonly sectors: readonly string[];
  /** Returns the id of a stock by its ticker or a former symbol; null where there is none. */
  readonly stockId: (ticker: Ticker) => number | null;
}
