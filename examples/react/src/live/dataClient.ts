import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Mode } from '../graphql';

/** What a query has come to. */
export interface Loaded<Data> {
  /** Undefined while there is none, and after an error. */
  readonly data: Data | undefined;
  /** What went wrong with the last attempt; null where nothing did. */
  readonly error: string | null;
  readonly isFetching: boolean;
  /** Asks the service again, whatever the cache has. Rejects if that fails. */
  readonly refetch: () => Promise<Data>;
}

/** An error of the service, as all clients hand it over. */
export interface ServiceError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Where the events of a subscription go. */
export interface EventSink {
  /** A score has changed. */
  readonly onEvent: () => void;
  /** The subscription has ended with these errors. */
  readonly onErrors: (errors: readonly ServiceError[]) => void;
}

/** All that differs between clients of GraphQL. */
export interface DataClient {
  readonly name: string;
  /** A hook that asks a query; it waits while its variables are null. */
  readonly useLoaded: <Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables | null,
  ) => Loaded<Data>;
  /**
   * Subscribes to the changes of scores of a mode after a cursor.
   *
   * @returns a function that ends the subscription
   */
  readonly subscribe: (mode: Mode, after: string, sink: EventSink) => () => void;
}
