import type { Sink } from '../../../src/client/operation.js';

/** A sink that writes down what comes. */
export class Ledger implements Sink {
  readonly results: unknown[] = [];
  readonly cursors: string[] = [];
  readonly errors: unknown[] = [];
  completed = 0;

  next(result: unknown): void {
    this.results.push(result);
    const { data } = result as { data?: { scoreChanged?: { cursor?: string } | null } | null };
    const cursor = data?.scoreChanged?.cursor;
    if (cursor !== undefined) this.cursors.push(cursor);
  }

  error(error: unknown): void {
    this.errors.push(error);
  }

  complete(): void {
    this.completed++;
  }
}
