import type { CompanyFigures } from '../figures/companyFigures.js';
import type { MetricFigure } from '../figures/metricFigure.js';
import { isRecent } from '../figures/recent.js';
import type { Day } from '../../scoring/names.js';
import type { HealthInputs } from './healthInputs.js';
import { YEARS_OF_LOSS } from './judgedHealth.js';

/**
 * Returns what the health of a company is judged by, of its figures as they were known on a day. What is too old is not known.
 *
 * @param session the newest one of the market up to the day, which ages are counted to
 */
export function healthInputsOf(figures: CompanyFigures, isLender: boolean, session: Day): HealthInputs {
  const old: string[] = [];
  const recent = (name: string, figure: MetricFigure | null | undefined) => {
    if (!figure) return null;
    if (isRecent(figure, session)) return figure;
    old.push(name);
    return null;
  };
  const profits = figures.annual('net_profit', YEARS_OF_LOSS);
  return {
    isLender,
    growth: recent('growth', figures.ttmPair('sales')?.now) && figures.ttmGrowth('sales'),
    operatingMargin: recent('operatingMargin', figures.operatingMargin())?.value ?? null,
    returnOnCapital: recent('returnOnCapital', figures.returnOnCapital(isLender))?.value ?? null,
    equity: recent('equity', figures.annual('equity', 1).at(0))?.value ?? null,
    profits: recent('profits', profits.at(0)) === null ? [] : profits.map(({ value }) => value),
    old,
  };
}
