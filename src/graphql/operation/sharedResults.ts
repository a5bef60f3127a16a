import { randomUUID } from 'node:crypto';
import type { Caller, Rights } from '../../access/caller.js';
import type { LiveSubscriber } from '../../live/liveSource.js';
import { groupKey } from './groupKey.js';
import type { ParsedOperation } from './parsedOperation.js';
import { ResultEncoder } from './resultEncoder.js';
import { ResultWriter } from './resultWriter.js';
import type { StartOperationOptions } from './startOperationOptions.js';

/**
 * Returns what equal subscriptions share: how their results are computed and written.
 *
 * A group keeps this of its first subscriber as long as it has any. So it is made here, where no closure can capture
 * that subscriber, whose socket would be kept as well.
 */
export function sharedResults(
  {
    contextOfEvents,
    onFailure,
    operations,
  }: Pick<StartOperationOptions, 'contextOfEvents' | 'onFailure' | 'operations'>,
  operation: ParsedOperation,
  rights: Rights,
): Pick<LiveSubscriber<unknown>, 'key' | 'encode' | 'onFailure'> {
  const caller: Caller = { name: 'events', address: '', rights };
  const writer = new ResultWriter((error, requestId) => onFailure(error, requestId, caller));
  const encoder = new ResultEncoder({
    // An event brings its score, stock and company, so that only operations on books need the newest snapshot.
    contextOf: (isRetry) => contextOfEvents(caller, !isRetry && !operations.readsBooks(operation)),
    execute: (context, roots) => operations.executeOn(roots, operation, context),
    encode: (result) => writer.encode(result),
  });
  return {
    key: groupKey(operation, rights),
    encode: (roots) => encoder.encode(roots),
    onFailure: (error) => onFailure(error, randomUUID(), caller),
  };
}
