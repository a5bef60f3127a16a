/** What a client sends to start an operation. */
export interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** One result of an operation. */
export interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Where the results of an operation go. */
export interface Sink {
  next(result: Result): void;
  error(error: unknown): void;
  complete(): void;
}

/** Starts an operation; what it returns ends it. */
export type Subscribe = (operation: Operation, sink: Sink, ...others: readonly unknown[]) => () => void;
