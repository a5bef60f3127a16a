import type pg from 'pg';

/** The least time between two reports, because each report is a commit. */
const REPORT_MS = 500;

/** Stores the progress of a job. Reports are written one at a time; if several wait, only the newest is written. */
export class JobProgress {
  #newest: { readonly done: number; readonly total: number } | null = null;
  #reportedAt = -Infinity;
  #writing: Promise<void> | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly jobId: string,
  ) {}

  /** Notes the progress, and stores it unless a report was stored a moment ago. */
  report(done: number, total: number): void {
    this.#newest = { done, total };
    if (this.#writing === null && performance.now() - this.#reportedAt >= REPORT_MS)
      this.#writing = this.#write();
  }

  /** Writes the last report, or deletes it if `forget` is set because the job has succeeded. */
  async close(forget: boolean): Promise<void> {
    await this.#writing;
    if (this.#newest === null) return;
    if (forget) await this.pool.query('DELETE FROM job_progress WHERE job_id = $1', [this.jobId]);
    else await this.#write();
  }

  async #write(): Promise<void> {
    this.#reportedAt = performance.now();
    try {
      await this.pool.query(
        `INSERT INTO job_progress (job_id, done, total) VALUES ($1, $2, $3)
         ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total, reported_at = now()`,
        [this.jobId, this.#newest?.done, this.#newest?.total],
      );
    } catch {
      // The job matters, not its progress. If the database is gone, the job finds out by itself.
    } finally {
      this.#writing = null;
    }
  }
}
