import { randomUUID } from 'node:crypto';
import { anonymousAt, type Caller } from '../../access/caller.js';
import type { LiveSubscriber } from '../../live/liveSource.js';
import { countsCalls } from './countsCalls.js';
import { groupKey } from './groupKey.js';
import type { ParsedOperation } from './parsedOperation.js';
import { ResultEncoder } from './resultEncoder.js';
import { ResultWriter } from './resultWriter.js';
import type { StartOperationOptions } from './startOperationOptions.js';

/**
 * Returns what equal subscriptions share: how their results are computed and written. Where calls are counted by caller,
 * only subscriptions of one caller are equal, and each event is executed and counted by itself.
 *
 * A group keeps this of its first subscriber as long as it has any. So it is made here, where no closure can capture
 * that subscriber, whose socket would be kept as well.
 */
export function sharedResults(
  {
    contextOfEvents,
    onFailure,
    operations,
    schema,
  }: Pick<StartOperationOptions, 'contextOfEvents' | 'onFailure' | 'operations' | 'schema'>,
  operation: ParsedOperation,
  price: number,
  { name, rights }: Pick<Caller, 'name' | 'rights'>,
): Pick<LiveSubscriber<unknown>, 'key' | 'encode' | 'onFailure' | 'price' | 'resultsAtOnce'> {
  const isCounted = countsCalls(schema, operation.document);
  const caller: Caller = { ...anonymousAt('', rights), name: isCounted ? name : 'events' };
  const writer = new ResultWriter((error, requestId) => onFailure(error, requestId, caller));
  const encoder = new ResultEncoder({
    // An event brings its score, stock and company, so that only operations on books need the newest snapshot.
    contextOf: (isRetry) => contextOfEvents(caller, !isRetry && !operations.readsBooks(operation)),
    execute: (context, roots) => operations.executeOn(roots, operation, context),
    encode: (result) => writer.encode(result),
  });
  return {
    key: groupKey(operation, rights, isCounted ? name : null),
    encode: (roots) => encoder.encode(roots),
    onFailure: (error) => onFailure(error, randomUUID(), caller),
    price,
    resultsAtOnce: isCounted ? 1 : operations.resultsAtOnce(price),
  };
}
