import type pg from 'pg';

const WRITE_MS = 10_000;

interface Total {
  readonly operations: number;
  readonly failures: number;
}

/** Adds the operations of this process to those of all processes by the minute, from which `operatorFigures` has a share. */
export class OperationMinutes {
  #written: Total = { operations: 0, failures: 0 };
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param total of this process, which grows
   * @param pool null: the store is not open
   */
  constructor(
    private readonly total: Total,
    private readonly pool: () => Pick<pg.Pool, 'query'> | null,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.write(), WRITE_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  /** Writes what was added since the last time. What cannot be written is written the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { operations, failures } = this.total;
    const added = operations - this.#written.operations;
    const pool = this.pool();
    if (added === 0 || pool === null) return;
    await pool.query(
      `WITH old AS (DELETE FROM operation_minutes WHERE minute < now() - interval '1 hour')
       INSERT INTO operation_minutes AS kept VALUES (date_trunc('minute', now()), $1, $2)
       ON CONFLICT (minute) DO UPDATE SET
         operations = kept.operations + excluded.operations, failures = kept.failures + excluded.failures`,
      [added, failures - this.#written.failures],
    );
    this.#written = { operations, failures };
  }
}
