/** One caller's means to pay for what its subscriptions read and execute. Prices are in points (docs/limits.md). */
export interface Payer {
  /** Equal for all subscriptions of one caller, which pay off one bucket. */
  readonly name: string;
  /** Whether `pay` would take the points now. */
  readonly canPay: (points: number) => boolean;
  /**
   * Takes points off the caller's bucket.
   *
   * @returns false where too few are left; then none are taken, and the caller has to wait
   */
  readonly pay: (points: number) => boolean;
}
