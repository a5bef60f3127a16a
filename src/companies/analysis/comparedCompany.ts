import type { Ticker, Day } from '../../scoring/names.js';
import type { CompanyFigures, FigurePair } from '../figures/companyFigures.js';
import type { MetricFigure } from '../figures/metricFigure.js';
import { isRecent } from '../figures/recent.js';
import { salesSpan } from './salesSpan.js';

/** What strategies compare of a company, as known on a day; null where it is not known, or too old (`isRecent`). */
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

/**
 * @param figures undefined: the company has none
 * @param session the newest one of the market, which ages are counted to
 */
export function comparedCompany(
  ticker: Ticker,
  figures: CompanyFigures | undefined,
  isLender: boolean,
  session: Day,
): ComparedCompany {
  const recent = (figure: MetricFigure | null | undefined) =>
    figure && isRecent(figure, session) ? figure : null;
  const recentPair = (pair: FigurePair | null | undefined) =>
    pair && isRecent(pair.now, session) ? pair : null;
  return {
    ticker,
    revenue: recent(figures?.ttm('sales')),
    years: recentPair(figures?.ttmPair('sales')),
    span: recentPair(figures && salesSpan(figures)),
    operatingMargin: isLender ? null : recent(figures?.operatingMargin()),
    returnOnCapital: recent(figures?.returnOnCapital(isLender)),
  };
}
