import type { Day, Ticker } from '../../scoring/names.js';
import type { FigurePair } from '../figures/companyFigures.js';
import type { MetricFigure } from '../figures/metricFigure.js';
import type { SectorPeers } from '../peers/sectorPeers.js';
import type { ComparedCompany } from './comparedCompany.js';
import { usedFigure } from './usedFigure.js';

/** The companies of a sector as they were known on a day. */
export interface ComparedSector {
  /** Whether there is such a sector: false for a company that is in none. */
  readonly isGroup: boolean;
  /** Whether its companies are lenders, whose sales are their revenue. */
  readonly isLender: boolean;
  readonly on: Day;
  readonly peers: SectorPeers;
  /** What is compared of each of its companies, also of those that are left out. */
  readonly companies: ReadonlyMap<Ticker, ComparedCompany>;
}

/** Returns the companies whose revenue is compared, by rank. */
export const rankedCompanies = ({ peers, companies }: ComparedSector): readonly ComparedCompany[] =>
  peers.companies.flatMap(({ ticker }) => companies.get(ticker) ?? []);

/**
 * Returns the figures of a sector as inputs are hashed.
 *
 * @param names those that are used of each company
 */
export const usedOfSector = (
  { companies, peers }: ComparedSector,
  names: readonly Exclude<keyof ComparedCompany, 'ticker'>[],
): unknown => ({
  sector: peers.sector,
  companies: [...companies.values()]
    .sort((a, b) => (a.ticker < b.ticker ? -1 : 1))
    .map((company) => [company.ticker, ...names.map((name) => used(company[name]))]),
  leftOut: peers.leftOut,
});

const used = (figure: MetricFigure | FigurePair | null): unknown =>
  figure !== null && 'now' in figure
    ? [usedFigure(figure.now), usedFigure(figure.before)]
    : usedFigure(figure);
