import type { GraphQLFormattedError } from 'graphql';
import type { Frame, Sink } from '../../live/sink.js';

/** Passes everything on to a sink, and tells when the operation ends. */
export class EndingSink implements Sink {
  /** @param onEnd called before the sink is told that the operation is complete, or has failed */
  constructor(
    private readonly sink: Sink,
    private readonly onEnd: () => void,
  ) {}

  write(frames: readonly Frame[]): void {
    this.sink.write(frames);
  }

  get isFull(): boolean {
    return this.sink.isFull;
  }

  get unsent(): number {
    return this.sink.unsent;
  }

  complete(): void {
    this.onEnd();
    this.sink.complete();
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    this.onEnd();
    this.sink.fail(errors);
  }

  giveUp(): void {
    this.onEnd();
    this.sink.giveUp();
  }
}
