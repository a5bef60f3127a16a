/** What the health of a company is judged by: fractions, and money in ₹ crore; null where it is not known. */
export interface HealthInputs {
  /** Whether it is a lender, to which an operating margin does not apply. */
  readonly isLender: boolean;
  /** TTM sales / TTM sales of four quarters before − 1. */
  readonly growth: number | null;
  /** Of the newest four quarters. */
  readonly operatingMargin: number | null;
  /** The newest annual return on capital employed; of lenders, on equity. */
  readonly returnOnCapital: number | null;
  /** The newest annual equity. */
  readonly equity: number | null;
  /** The net profits of the newest consecutive years, the newest first. Only the first three count. */
  readonly profits: readonly number[];
  /** Which of growth, operatingMargin and returnOnCapital are null because the newest one is too old (`isRecent`). */
  readonly old: readonly string[];
}
