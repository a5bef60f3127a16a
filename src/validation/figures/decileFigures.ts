import { membersWhere } from './members.js';
import { SCORE_FIGURES } from './names.js';
import { orderingOf } from './ordering.js';
import { rankCorrelation, ranksOf } from './ranks.js';
import { closedUp, meanOrNull, neweyWestT } from './series.js';
import { DECILES, orderColumn } from './universeMeasures.js';
import type { Deciles } from './validationFigures.js';
import type { WindowOfMeasures } from './windowOfMeasures.js';

/** Returns the deciles of all figures. */
export function decileFigures(window: WindowOfMeasures): Deciles[] {
  return SCORE_FIGURES.map((figure, at) => {
    const first = orderColumn(at, window.horizonAt) * DECILES;
    const series = Array.from({ length: DECILES }, (_, decile) =>
      window.series(window.measures.deciles, first + decile),
    );
    const means = series.map((values) => meanOrNull(closedUp(values)));
    const [lowest, highest] = [series[0], series[DECILES - 1]];
    const spread = highest.map((value, session) => value - lowest[session]);
    return {
      figure,
      deciles: means.map((excess, decile) => ({ decile, excess })),
      spread: window.estimate(spread),
      spreadT: neweyWestT(closedUp(spread), window.horizon),
      ...shapeOf(means),
      sessions: highest.filter((_, session) => series.some((values) => !Number.isNaN(values[session])))
        .length,
    };
  });
}

/** Says how steadily means rise with the decile. Deciles without a mean are passed over. */
function shapeOf(means: readonly (number | null)[]): Pick<Deciles, 'monotonic' | 'falls'> {
  const known = Float64Array.from(means.flatMap((mean) => mean ?? []));
  const all = membersWhere(known.length, () => true);
  const ranks = ranksOf(orderingOf(known), all);
  const inOrder = known.map((_, k) => k + 1);
  const monotonic = rankCorrelation(inOrder, ranks, all);
  return {
    monotonic: Number.isNaN(monotonic) ? null : monotonic,
    falls: known.filter((mean, k) => k > 0 && mean < known[k - 1]).length,
  };
}
