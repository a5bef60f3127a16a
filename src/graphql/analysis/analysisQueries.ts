import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { sectorOn } from '../../books/sectorOn.js';
import { competitorAnalysis } from '../../companies/analysis/competitorAnalysis.js';
import type { Findings } from '../../companies/analysis/findings.js';
import { inputsHash } from '../../companies/analysis/inputsHash.js';
import type { AnalysisKind } from '../../companies/analysis/names.js';
import { sectorOpportunityAnalysis } from '../../companies/analysis/sectorOpportunityAnalysis.js';
import { valuationAnalysis } from '../../companies/analysis/valuationAnalysis.js';
import { askedDay } from '../../companies/store/askedDay.js';
import { isoOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { Analysis } from './analysis.js';
import { AnalysisInput } from './analysisInput.js';
import { AnalysisKindEnum } from './analysisKindEnum.js';
import { comparedListing } from './comparedListing.js';
import { comparedSectorOf } from './comparedSectorOf.js';
import { requireInputs, type Analysed } from './requireInputs.js';
import { valuationInputsOf } from './valuationInputsOf.js';

@Resolver()
export class AnalysisQueries {
  @Query(() => Analysis, {
    description:
      'Compares a company with its rivals or with its own past, or looks at a sector, by rules that say which numbers fired ' +
      'them. What cannot be compared is stated, and is no error.',
  })
  async analysis(
    @Arg('kind', () => AnalysisKindEnum, { description: 'What is asked.' }) kind: AnalysisKind,
    @Arg('input', () => AnalysisInput, { description: 'What is analysed, and as of which day.' })
    input: AnalysisInput,
    @Ctx() context: GraphqlContext,
  ): Promise<Analysis> {
    const analysed = requireInputs(kind, input, context);
    const day = askedDay(input.on);
    const on = isoOf(day);
    const findings = await findingsOf(kind, analysed, day, context);
    const [ticker, sector] =
      'company' in analysed ? [analysed.company.ticker, null] : [null, analysed.sector];
    const { figures } = findings;
    return new Analysis(
      { kind, on, inputsHash: inputsHash({ kind, ticker, sector, on, figures }) },
      findings,
    );
  }
}

async function findingsOf(
  kind: AnalysisKind,
  analysed: Analysed,
  on: Day,
  context: GraphqlContext,
): Promise<Findings> {
  if ('sector' in analysed) {
    return sectorOpportunityAnalysis(await comparedSectorOf(analysed.sector, null, on, context));
  }
  const { company } = analysed;
  const sector = sectorOn(company.ticker, on, context.snapshot, context.market.sectors);
  if (kind === 'VALUATION') return valuationAnalysis(await valuationInputsOf(company, sector, on, context));
  const compared = await comparedSectorOf(sector, company.ticker, on, context);
  return competitorAnalysis(comparedListing(company.ticker, compared.peers, context), compared);
}
