import { randomUUID } from 'node:crypto';
import { anonymousAt, type Caller } from '../../access/caller.js';
import type { LiveSubscriber } from '../../live/liveSource.js';
import { policyOf } from '../fieldPolicy.js';
import { isOwned } from '../ownedTypes.js';
import { groupKey } from './groupKey.js';
import { hasField } from './hasField.js';
import type { ParsedOperation } from './parsedOperation.js';
import { ResultEncoder } from './resultEncoder.js';
import { ResultWriter } from './resultWriter.js';
import type { StartOperationOptions } from './startOperationOptions.js';

/**
 * Returns what equal subscriptions share: how their results are computed and written. Where calls are counted by caller,
 * only subscriptions of one caller are equal, and each event is executed and counted by itself. Where something is read
 * that belongs to a user, only subscriptions of one user are equal.
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
  { name, rights, user }: Pick<Caller, 'name' | 'rights' | 'user'>,
): Pick<LiveSubscriber<unknown>, 'key' | 'encode' | 'onFailure' | 'price' | 'resultsAtOnce'> {
  const { document } = operation;
  const isCounted = hasField(schema, document, (field) => policyOf(field)?.isCounted === true);
  const isOfUser = hasField(schema, document, (field) => isOwned(schema, field));
  const isOfOne = isCounted || isOfUser;
  const caller: Caller = {
    ...anonymousAt('', rights),
    name: isOfOne ? name : 'events',
    // The key is left out, as the group may have subscribers with several keys of the user.
    ...(isOfUser && user !== null && { kind: 'USER', user }),
  };
  const writer = new ResultWriter((error, requestId) => onFailure(error, requestId, caller));
  const encoder = new ResultEncoder({
    // An event brings its score, stock and company, so that only operations on books need the newest snapshot.
    contextOf: (isRetry) => contextOfEvents(caller, !isRetry && !operations.readsBooks(operation)),
    execute: (context, roots) => operations.executeOn(roots, operation, context),
    encode: (result) => writer.encode(result),
  });
  return {
    key: groupKey(operation, rights, isOfOne ? `${name} ${user?.id ?? ''}` : null),
    encode: (roots) => encoder.encode(roots),
    onFailure: (error) => onFailure(error, randomUUID(), caller),
    price,
    resultsAtOnce: isCounted ? 1 : operations.resultsAtOnce(price),
  };
}
