import type { Caller } from '../../access/caller.js';
import type { Running, Sink } from '../../live/sink.js';
import type { OperationRequest } from './operationRequest.js';

/**
 * Begins an operation: a query or mutation gives one result and completes, a subscription results until it is
 * stopped. What is wrong with it, the sink is told. Nothing that is committed from now on is missed.
 */
export type StartOperation = (request: OperationRequest, caller: Caller, sink: Sink) => Running;
