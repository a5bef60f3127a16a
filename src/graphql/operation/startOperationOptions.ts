import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../../access/caller.js';
import type { GraphqlContext } from '../context.js';
import type { RequestFacts } from '../requestFacts.js';
import type { Documents } from './documents.js';
import type { OperationRequest } from './operationRequest.js';
import type { OperationCounts } from './operationCounts.js';
import type { Operations } from './operations.js';
import type { SubscriptionMemory } from './subscriptionMemory.js';

export interface StartOperationOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly operations: Operations;
  /** Counts what becomes of operations; a subscription counts as answered once it runs. */
  readonly counts?: Pick<OperationCounts, 'count'>;
  /** Bounds what subscriptions hold. */
  readonly memory: SubscriptionMemory;
  /**
   * Returns the text of the document that a request names.
   *
   * @throws GraphQLError for a document that is refused
   */
  readonly documentOf: (request: OperationRequest, caller: Caller) => string;
  /** Returns the context of one operation. */
  readonly contextOf: (caller: Caller, request: RequestFacts) => Promise<GraphqlContext>;
  /**
   * Returns the context of results that a group of subscriptions shares.
   *
   * @param caller has the rights of the group; where calls are counted, its name is that of its only caller
   * @param mayBeOutdated whether a snapshot from before the events is enough; reading the newest one takes some time
   */
  readonly contextOfEvents: (caller: Caller, mayBeOutdated: boolean) => Promise<GraphqlContext>;
  /** Returns the ends of all logs, as far as they are read, joined as one cursor. */
  readonly cursor: () => string;
  /** Called with the cause of a masked error, and with the id that the client gets in its place. */
  readonly onFailure: (error: unknown, requestId: string, caller: Caller) => void;
}
