import { Field, Float, ObjectType } from 'type-graphql';
import type { Findings } from '../../companies/analysis/findings.js';
import type { AnalysisKind } from '../../companies/analysis/names.js';
import type { IsoDate } from '../../scoring/names.js';
import { Insight } from '../insight/insight.js';
import { NamedNumber } from '../insight/namedNumber.js';
import { DateScalar } from '../scalars.js';
import { AnalysisKindEnum } from './analysisKindEnum.js';

/** What was asked, as of which day, and the hash of all that was used. */
interface Asked {
  readonly kind: AnalysisKind;
  readonly on: IsoDate;
  readonly inputsHash: string;
}

@ObjectType('Analysis', {
  simpleResolvers: true,
  description:
    'What a strategy found in the figures as they were known on a day. It is no advice to buy or to sell.',
})
export class Analysis {
  @Field(() => AnalysisKindEnum, { description: 'What was asked.' })
  readonly kind: AnalysisKind;

  @Field(() => DateScalar, { description: 'The day: nothing that was published later counts.' })
  readonly on: IsoDate;

  @Field(() => [NamedNumber], {
    description: 'The numbers, always the same ones of a kind, in their order.',
  })
  readonly results: readonly NamedNumber[];

  @Field(() => [Insight], {
    description: 'What the rules found. Where something cannot be compared, one says why.',
  })
  readonly insights: readonly Insight[];

  @Field(() => [Insight], { description: 'What to look at next, by rules. None promises a return.' })
  readonly recommendations: readonly Insight[];

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of the required inputs that is known × the share of these from results published at most 120 days before, ' +
      '0 to 1; null when nothing is required.',
  })
  readonly confidence: number | null;

  @Field(() => String, {
    description: 'What was used: which figures of how many companies, on which basis, and how new.',
  })
  readonly basis: string;

  @Field(() => String, {
    description:
      'SHA-256 of the question and of all figures that were used, 64 hexadecimal digits: equal hashes mean equal answers of ' +
      'one version of the service.',
  })
  readonly inputsHash: string;

  constructor({ kind, on, inputsHash }: Asked, findings: Findings) {
    this.kind = kind;
    this.on = on;
    this.inputsHash = inputsHash;
    this.results = findings.results.map((result) => new NamedNumber(result));
    this.insights = findings.insights.map((insight) => new Insight(insight));
    this.recommendations = findings.recommendations.map((insight) => new Insight(insight));
    this.confidence = findings.confidence;
    this.basis = findings.basis;
  }
}
