import type { Ticker } from '../../scoring/names.js';
import type { CompanyFigures, FigurePair } from '../figures/companyFigures.js';
import type { MetricFigure } from '../figures/metricFigure.js';
import { salesSpan } from './salesSpan.js';

/** What strategies compare of a company, as known on a day; null where it is not known. */
export interface ComparedCompany {
  readonly ticker: Ticker;
  /** Sales of four quarters; of a lender its revenue. */
  readonly revenue: MetricFigure | null;
  /** These, and those of the four quarters before, of one basis. */
  readonly years: FigurePair | null;
  /** Sales of the newest year, and of the year three years before, of one basis. */
  readonly span: FigurePair | null;
  /** Null for a lender, to which none applies. */
  readonly operatingMargin: MetricFigure | null;
  /** The newest annual return on capital employed; of a lender, on equity. */
  readonly returnOnCapital: MetricFigure | null;
}

/** @param figures undefined: the company has none */
export function comparedCompany(
  ticker: Ticker,
  figures: CompanyFigures | undefined,
  isLender: boolean,
): ComparedCompany {
  return {
    ticker,
    revenue: figures?.ttm('sales') ?? null,
    years: figures?.ttmPair('sales') ?? null,
    span: figures === undefined ? null : salesSpan(figures),
    operatingMargin: isLender ? null : (figures?.operatingMargin() ?? null),
    returnOnCapital: figures?.returnOnCapital(isLender) ?? null,
  };
}
