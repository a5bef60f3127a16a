/** When a task adds jobs by the clock of the exchange. */
export interface Schedule {
  /** Minute, hour, day of the month, month and day of the week in India (UTC+5:30), such as `30 18 * * 1-5`. */
  readonly at: string;
  /** How long after its time a job is still added if no worker ran at the time, in milliseconds; 0 by default. */
  readonly catchUpMs?: number;
}
