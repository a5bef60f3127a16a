import { newestOf } from '../../market/newestOf.js';
import type { CompanyFigures, FigurePair } from '../figures/companyFigures.js';
import { filedFigure } from '../figures/filedFigure.js';
import { METRIC_BASES } from '../figures/metricFigure.js';

/** The years from one end of a span to the other. */
export const SPAN_YEARS = 3;

/** Returns the sales of the newest year, and of the year three years before, of one basis; null where no basis has both. */
export function salesSpan(figures: CompanyFigures): FigurePair | null {
  const spans = METRIC_BASES.map((basis) => {
    const known = figures.basis(basis);
    const [newest] = known.months('sales', 'ANNUAL');
    const [now, before] = [0, SPAN_YEARS].map((years) =>
      known.of('sales', 'ANNUAL').get(newest - 12 * years),
    );
    if (now === undefined || before === undefined) return null;
    return {
      periodEnd: now.figure.periodEnd,
      now: filedFigure({ figure: now.figure, earlier: [] }),
      before: filedFigure({ figure: before.figure, earlier: [] }),
    };
  });
  return newestOf(spans);
}
