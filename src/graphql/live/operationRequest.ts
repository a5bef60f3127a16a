/** An operation as a client sends it, not looked at yet: GraphQL over HTTP, graphql-transport-ws and graphql-sse alike. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}
