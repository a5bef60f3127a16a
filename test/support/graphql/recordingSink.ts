import type { GraphQLFormattedError } from 'graphql';
import type { Sink } from '../../../src/live/sink.js';

/** Keeps what it gets. */
export class RecordingSink implements Sink {
  readonly results: Record<string, unknown>[] = [];
  readonly cursors: (string | null)[] = [];
  /** The payloads as they were received, to see whether others got the same bytes. */
  readonly payloads: Buffer[] = [];
  errors: readonly GraphQLFormattedError[] | null = null;
  isComplete = false;
  isGivenUp = false;
  isFull = false;
  readonly unsent = 0;

  write(frames: Parameters<Sink['write']>[0]): void {
    for (const { cursor, payload } of frames) {
      this.payloads.push(payload);
      this.cursors.push(cursor);
      this.results.push(JSON.parse(payload.toString()) as Record<string, unknown>);
    }
  }

  complete(): void {
    this.isComplete = true;
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    this.errors = errors;
  }

  giveUp(): void {
    this.isGivenUp = true;
  }
}
