/** An operation as a client sends it. */
export interface Operation {
  /** The text of the document. */
  readonly query: string;
  /** Which operation of the document to run, where it has several. */
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

/** Starts an operation, and returns a function that ends it. */
export type Subscribe = (operation: Operation, sink: Sink, ...others: readonly unknown[]) => () => void;
