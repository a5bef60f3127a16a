import type { Moment } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import type { Stock } from '../stock/stock.js';
import { featuresLoader } from './featuresLoader.js';

/**
 * Finds the day as of which a stock's facts are served, with its close: the stock's newest scored session with features
 * up to `on`, or `on` itself.
 *
 * @param on null or undefined: up to the newest scored session
 * @param moment the features are those that were recorded by then; null: now
 * @param method the name of the method whose scored sessions count; by default the served one
 * @returns `on` itself, without a close, before the stock's first bar; null where the stock has no bar and no day is
 *   given
 */
export async function sessionOf(
  { stockId }: Stock,
  on: IsoDate | null | undefined,
  { loaders, snapshot }: Pick<GraphqlContext, 'loaders' | 'snapshot'>,
  moment: Moment = null,
  method: string | null = snapshot.servedMethod,
): Promise<{ readonly day: IsoDate; readonly close: number | null } | null> {
  const features = await loaders.get(featuresLoader).load({ stockId, until: on ?? null, moment, method });
  if (features !== null) return features;
  return on === null || on === undefined ? null : { day: on, close: null };
}
