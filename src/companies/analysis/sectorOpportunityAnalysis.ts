import { snap } from '../../scoring/rounding.js';
import type { Day } from '../../scoring/names.js';
import { opportunityOf } from '../peers/sectorStage.js';
import { basisOf } from './basisOf.js';
import { cagrOf } from './cagrOf.js';
import { rankedCompanies, usedOfSector, type ComparedSector } from './comparedSector.js';
import { confidenceOf, type RequiredInput } from './confidence.js';
import { resultsOf, type Findings } from './findings.js';
import { insightsOf, type Facts } from './rule.js';
import { opportunityAdvice } from './opportunityAdvice.js';
import { SECTOR_INSIGHTS, type SectorFact } from './sectorOpportunityRules.js';

/** Says how large a sector is, how fast it grows, and how open it is to other companies. */
export function sectorOpportunityAnalysis(sector: ComparedSector): Findings {
  const { on, peers } = sector;
  const companies = rankedCompanies(sector);
  const spans = companies.flatMap(({ span }) => span ?? []);
  const disruptors = peers.companies.filter(({ position }) => position === 'DISRUPTOR');
  const facts: Facts<SectorFact> = {
    companies: companies.length,
    revenue: companies.length === 0 ? null : snap(peers.revenue),
    growth: peers.growth,
    companiesInGrowth: peers.growthCompanies,
    cagr3y: cagrOf(spans),
    companiesInCagr: spans.length,
    hhi: peers.hhi,
    topThree: peers.topThree,
    disruptors: companies.length === 0 ? null : disruptors.length,
    coverage: snap(peers.coverage),
  };
  const of = companies.length + peers.leftOut.length;
  const required = (days: readonly Day[]): RequiredInput => ({ of, ages: days.map((day) => on - day) });
  return {
    results: resultsOf(facts),
    insights: insightsOf(SECTOR_INSIGHTS, facts),
    recommendations: opportunityAdvice(facts, opportunityOf(facts.growth, facts.hhi)),
    confidence: confidenceOf([
      required(companies.flatMap(({ revenue }) => revenue?.publishedOn ?? [])),
      required(companies.flatMap(({ years }) => years?.now.publishedOn ?? [])),
      required(spans.map(({ now }) => now.publishedOn)),
    ]),
    basis: basisOf(sector),
    figures: usedOfSector(sector, ['revenue', 'years', 'span']),
  };
}
