import type { AlertChange, AlertState, Severity } from '../../../database/tables.js';

/** A delivery as it is read to be sent, with what it tells of. */
export interface DeliveryRow {
  readonly webhook_id: number;
  readonly position: number;
  /** The same on each try. */
  readonly id: string;
  /** Tries that failed. */
  readonly attempts: number;
  readonly url: string;
  readonly generation: number;
  readonly change: AlertChange;
  readonly at: Date;
  /** As it was then. */
  readonly value: number | null;
  readonly state: AlertState;
  /** Null: the alert was deleted with its rule, so there is nothing to tell. */
  readonly alert_id: number | null;
  readonly rule_id: number;
  readonly rule_name: string;
  readonly metric: string;
  readonly comparator: string;
  /** YYYY-MM-DD; null in alerts of operators. */
  readonly day: string | null;
  readonly severity: Severity;
  readonly previous: number | null;
  readonly threshold: number | null;
  readonly band: string | null;
  readonly message: string;
  /** Null in alerts of operators, and in one that stands for many stocks. */
  readonly ticker: string | null;
}
