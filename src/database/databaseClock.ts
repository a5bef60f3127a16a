import { sql, type RawBuilder } from 'kysely';

/**
 * The time by which credentials expire: that of the database, which is the same for all processes, plus an offset that
 * only tests set.
 */
export class DatabaseClock {
  offsetMs = 0;

  /** The time at which the transaction began, as an expression of SQL. */
  now(): RawBuilder<Date> {
    return this.offsetMs === 0 ? sql`now()` : sql`now() + make_interval(secs => ${this.offsetMs / 1000})`;
  }

  /** A time in milliseconds that runs as `now` does, and never jumps, to tell how long ago something was. */
  elapsed(): number {
    return performance.now() + this.offsetMs;
  }
}
