/** One caller's means to pay for what its subscriptions read and execute. Prices are in units (docs/limits.md). */
export interface Payer {
  /** Equal for all subscriptions of one caller, which pay off one bucket. */
  readonly name: string;
  /** Whether `pay` would take the units now. */
  readonly canPay: (units: number) => boolean;
  /**
   * Takes units off the caller's bucket.
   *
   * @returns false where too few are left; then none are taken, and the caller has to wait
   */
  readonly pay: (units: number) => boolean;
}
