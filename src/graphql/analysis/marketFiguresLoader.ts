import type { FiguresByStock } from '../../companies/store/marketRows.js';
import type { Day } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';
import type { MaybePromise } from '../maybePromise.js';

/** Loads what is derived of the figures of all companies as of a day. `peersLoader`, which reads them too, charges them. */
export function marketFiguresLoader({
  marketFigures,
  snapshot,
}: Pick<LoaderSources, 'marketFigures' | 'snapshot'>): (on: Day) => MaybePromise<FiguresByStock> {
  return (on) => marketFigures.of(snapshot.batch, on);
}
