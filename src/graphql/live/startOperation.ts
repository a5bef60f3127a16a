import type { Running, Sink } from '../../live/sink.js';
import type { OperationRequest } from './operationRequest.js';

/** Who asks. Operations of callers with other rights do not share results. */
export interface Caller {
  /** An address, or the name of a key. */
  readonly name: string;
  /** What it may see; the same text for all who may see the same. */
  readonly rights: string;
}

/**
 * Begins an operation: a query or mutation gives one result and completes, a subscription results until it is
 * stopped. What is wrong with it, the sink is told. Nothing that is committed from now on is missed.
 */
export type StartOperation = (request: OperationRequest, caller: Caller, sink: Sink) => Running;
