import type { IsoDate } from '../../../scoring/names.js';
import type { Column, EvaluatedSession } from '../evaluation/column.js';
import type { PortfolioFigures } from './portfolioFigures.js';

/** What the session says of rules and portfolios. */
export interface PortfolioSessionFacts {
  readonly day: IsoDate;
  readonly isProvisional: boolean;
  readonly figures: ReadonlyMap<number, PortfolioFigures>;
  /** On the session before; portfolios that are not needed are left out. */
  readonly previous: ReadonlyMap<number, PortfolioFigures>;
}

/** Portfolios as the subjects of rules: one element each. */
export interface PortfolioSession extends EvaluatedSession {
  readonly day: IsoDate;
  /** -1: the portfolio is deleted. */
  readonly elementOf: (portfolioId: number | null) => number;
  readonly portfolioAt: (element: number) => { readonly id: number; readonly name: string };
}

/** Returns what rules on portfolios are evaluated against. */
export function portfolioSession({
  day,
  isProvisional,
  figures,
  previous,
}: PortfolioSessionFacts): PortfolioSession {
  const ids = [...figures.keys()];
  const elements = new Map(ids.map((id, element) => [id, element]));
  const columnOf = (figure: 'valueAtRisk' | 'drift'): Column => ({
    values: Float64Array.from(ids, (id) => figures.get(id)?.[figure] ?? NaN),
    previous: Float64Array.from(ids, (id) => previous.get(id)?.[figure] ?? NaN),
    isPresent: new Uint8Array(ids.length).fill(1),
    // Only rules that are due are evaluated.
    isFresh: true,
    isProvisional,
  });
  const columns = { valueAtRisk: columnOf('valueAtRisk'), drift: columnOf('drift') };
  const elementOf = (id: number | null) => (id === null ? -1 : (elements.get(id) ?? -1));
  return {
    day,
    size: ids.length,
    columnOf: ({ metric }) =>
      metric === 'PORTFOLIO_VALUE_AT_RISK'
        ? columns.valueAtRisk
        : metric === 'PORTFOLIO_DRIFT'
          ? columns.drift
          : null,
    subjectOf: ({ portfolio_id }) =>
      Int32Array.of(elementOf(portfolio_id)).filter((element) => element !== -1),
    elementOf,
    portfolioAt: (element) => ({ id: ids[element], name: figures.get(ids[element])?.name ?? '' }),
  };
}
