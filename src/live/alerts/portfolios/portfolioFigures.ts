import type { IsoDate } from '../../../scoring/names.js';

/** What rules on a portfolio watch, as fractions of its value; NaN: not known. */
export interface PortfolioFigures {
  readonly name: string;
  readonly valueAtRisk: number;
  /** The largest |drift| of a position outside its band; 0: none is outside; NaN: it has no model. */
  readonly drift: number;
}

/** Which figures of a portfolio are asked for. */
export interface AskedFigures {
  readonly portfolioId: number;
  readonly withValueAtRisk: boolean;
  readonly withDrift: boolean;
}

/** Reads figures of portfolios on a session; those that are deleted are left out. Figures that are not asked for are NaN. */
export type ReadFigures = (
  asked: readonly AskedFigures[],
  day: IsoDate,
) => Promise<ReadonlyMap<number, PortfolioFigures>>;
