import type { Caller } from '../../access/caller.js';
import type { Running, Sink } from '../../live/sink.js';
import type { RequestFacts } from '../requestFacts.js';
import type { OperationRequest } from './operationRequest.js';

/**
 * Admits an operation before anything is read of it.
 *
 * @throws GraphQLError for one that is refused
 */
export type Admit = () => void | Promise<void>;

/**
 * Begins an operation. A query or mutation writes one result to the sink and completes; a subscription writes results
 * until it is stopped. What is wrong with an operation goes to the sink, too. A subscription misses nothing that is
 * committed after this call.
 *
 * @param admit left out where the operation was admitted before
 * @param facts of the request; none by default
 */
export type StartOperation = (
  request: OperationRequest,
  caller: Caller,
  sink: Sink,
  admit?: Admit,
  facts?: RequestFacts,
) => Running;
