import type { DocumentNode } from 'graphql';

/** An operation of a validated document. */
export interface ParsedOperation {
  /** The same object for the same text, because plans and compiled operations are kept by it. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
}
