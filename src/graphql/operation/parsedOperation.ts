import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** An operation of a valid document, with variables that fit it. */
export interface ParsedOperation {
  readonly document: DocumentNode;
  /**
   * The operation of the document that is executed. It is the same object for the same text, because plans and compiled
   * operations are kept by it.
   */
  readonly operation: OperationDefinitionNode;
  /** The variables that it declares, coerced, with their defaults. One that is left out and has no default is not here. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The variables that it declares as they were sent, which is how graphql-js takes them. */
  readonly sent: Readonly<Record<string, unknown>>;
}
