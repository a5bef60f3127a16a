/**
 * An operation as a client sent it, not checked yet. Its form is the same in GraphQL over HTTP, graphql-transport-ws
 * and graphql-sse.
 */
export interface OperationRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  /** Whether it must not change anything, as a GET, which a page of any site can make a browser send. */
  readonly isReadOnly?: boolean;
}
