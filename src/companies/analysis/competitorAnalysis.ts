import { snap } from '../../scoring/rounding.js';
import type { Day, Ticker } from '../../scoring/names.js';
import type { MetricFigure } from '../figures/metricFigure.js';
import { basisOf } from './basisOf.js';
import type { ComparedCompany } from './comparedCompany.js';
import { rankedCompanies, usedOfSector, type ComparedSector } from './comparedSector.js';
import { COMPETITOR_ADVICE, competitorInsights, type CompetitorFact } from './competitorRules.js';
import { confidenceOf, type RequiredInput } from './confidence.js';
import { resultsOf, type Findings } from './findings.js';
import { medianOfKnown } from './medianOfKnown.js';
import { outcomeOf } from './outcomeOf.js';
import type { Insight } from './insight.js';
import { insightsOf, type Facts } from './rule.js';

/**
 * Compares a company with the others of its sector: its share, its growth with that of the sector, and its margin and
 * return with the medians of the others.
 *
 * @param sector that of the company on the day
 */
export function competitorAnalysis(ticker: Ticker, sector: ComparedSector): Findings {
  const { peers } = sector;
  const position = peers.companies.find((one) => one.ticker === ticker);
  const own = sector.companies.get(ticker);
  const others = rankedCompanies(sector).filter((one) => one.ticker !== ticker);
  const median = (name: 'operatingMargin' | 'returnOnCapital') =>
    medianOfKnown(others.map((other) => other[name]?.value ?? null));
  const facts: Facts<CompetitorFact> = {
    companies: peers.companies.length,
    rank: position?.rank ?? null,
    revenue: position?.revenue.value ?? null,
    share: position === undefined ? null : snap(position.share),
    relativeShare: position?.relativeShare ?? null,
    growth: position?.revenue.growth ?? null,
    sectorGrowth: peers.growth,
    operatingMargin: own?.operatingMargin?.value ?? null,
    medianOperatingMargin: median('operatingMargin'),
    returnOnCapital: own?.returnOnCapital?.value ?? null,
    medianReturnOnCapital: median('returnOnCapital'),
    hhi: peers.hhi,
  };
  return {
    results: resultsOf(facts),
    insights: [
      ...outcomeOf(ticker, sector),
      ...(position === undefined
        ? []
        : [...insightsOf(competitorInsights(sector.isLender), facts), ...unknownOf(facts, sector.isLender)]),
    ],
    recommendations: insightsOf(COMPETITOR_ADVICE, facts),
    confidence: confidenceOf(requiredOf(own, others, sector)),
    basis: basisOf(sector),
    figures: usedOfSector(sector, ['revenue', 'years', 'operatingMargin', 'returnOnCapital']),
  };
}

/** Says which numbers of a company have no value. A margin does not apply to lenders. */
function unknownOf(facts: Facts<CompetitorFact>, isLender: boolean): readonly Insight[] {
  const needed: readonly (readonly [name: CompetitorFact, words: string])[] = [
    ['growth', 'growth within a year'],
    ...(isLender ? [] : [['operatingMargin', 'operating margin'] as const]),
    ['returnOnCapital', isLender ? 'return on equity' : 'return on capital employed'],
  ];
  const unknown = needed.filter(([name]) => facts[name] === null);
  if (unknown.length === 0) return [];
  const words = unknown.map(([, inWords]) => `no ${inWords}`).join(', ');
  return [
    {
      rule: 'NOT_KNOWN',
      sentence: `It has ${words}: figures are missing, too old, or not above 0 where they are divided by.`,
      numbers: unknown.map(([name]) => ({ name, value: null })),
    },
  ];
}

/** The revenue, growth, margin and return of the company, and of the others. A margin is not required of lenders. */
function requiredOf(
  own: ComparedCompany | undefined,
  others: readonly ComparedCompany[],
  { isLender, on, peers }: ComparedSector,
): readonly RequiredInput[] {
  const ofOthers = peers.leftOut.filter(({ ticker }) => ticker !== own?.ticker).length + others.length;
  const needed: readonly ((company: ComparedCompany) => MetricFigure | null)[] = [
    ({ revenue }) => revenue,
    ({ years }) => years && years.now,
    ...(isLender ? [] : [({ operatingMargin }: ComparedCompany) => operatingMargin]),
    ({ returnOnCapital }) => returnOnCapital,
  ];
  return needed.flatMap((read) => [
    { of: 1, ages: agesOf(own === undefined ? [] : [own], read, on) },
    { of: ofOthers, ages: agesOf(others, read, on) },
  ]);
}

const agesOf = (
  companies: readonly ComparedCompany[],
  read: (company: ComparedCompany) => MetricFigure | null,
  on: Day,
): readonly number[] =>
  companies.flatMap((company) => {
    const figure = read(company);
    return figure === null ? [] : [on - figure.publishedOn];
  });
