import type { CompanyFigures } from '../figures/companyFigures.js';
import type { HealthInputs } from './healthInputs.js';
import { YEARS_OF_LOSS } from './judgedHealth.js';

/** Returns what the health of a company is judged by, of its figures as they were known on a day. */
export function healthInputsOf(figures: CompanyFigures, isLender: boolean): HealthInputs {
  return {
    isLender,
    growth: figures.ttmGrowth('sales'),
    operatingMargin: figures.operatingMargin()?.value ?? null,
    returnOnCapital: figures.returnOnCapital(isLender)?.value ?? null,
    equity: figures.annual('equity', 1).at(0)?.value ?? null,
    profits: figures.annual('net_profit', YEARS_OF_LOSS).map(({ value }) => value),
  };
}
