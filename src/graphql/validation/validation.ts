import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { servedRules } from '../../studies/validations/servedRules.js';
import type { ValidationUniverse, ValidationWindow } from '../../validation/figures/names.js';
import type { ValidationFigures } from '../../validation/figures/validationFigures.js';
import { ModeEnum } from '../enums.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { BandOutcome, BandSpells, BandTransition } from './bandOutcome.js';
import { Estimate } from './estimate.js';
import { InformationCoefficient } from './informationCoefficient.js';
import { Autocorrelation, BenchmarkIc, SectorIc } from './otherFigures.js';
import { RuleOutcome } from './ruleOutcome.js';
import { ValidationUniverseEnum, ValidationWindowEnum } from './validationEnums.js';

@ObjectType('Validation', {
  simpleResolvers: true,
  description:
    'How well the scores of a mode have predicted returns. The forward return of a session over h sessions is the last close on ' +
    'or before session i + 1 + h over the close of session i + 1, minus 1, adjusted for corporate actions, without costs and ' +
    'dividends. A stock that stops trading keeps its last price. Excess: minus the mean of the scored stocks of the universe.',
})
export class Validation {
  readonly figures: ValidationFigures;

  @Field(() => String, { description: 'Name of the method of the scores.' })
  readonly methodName: string;

  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode: Mode;

  @Field(() => Int, { description: 'Sessions that a forward return runs over.' })
  readonly horizon: number;

  @Field(() => ValidationUniverseEnum, { description: 'The stocks.' })
  readonly universe: ValidationUniverse;

  @Field(() => ValidationWindowEnum, { description: 'The sessions.' })
  readonly window: ValidationWindow;

  @Field(() => DateScalar, { description: 'First day of the window.' })
  readonly from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of the window.' })
  readonly to: IsoDate;

  @Field(() => Int, {
    description: 'Sessions of the window whose forward returns end by the last session of the store.',
  })
  readonly sessions: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Members of the universe that had no score, on the mean of the sessions; null: there are no sessions.',
  })
  readonly notScored: number | null;

  @Field(() => [InformationCoefficient], {
    description: 'The information coefficient of each figure of the score.',
  })
  readonly ics: readonly InformationCoefficient[];

  @Field(() => [BandOutcome], { description: 'What followed the scores of each band.' })
  readonly bands: readonly BandOutcome[];

  @Field(() => Estimate, {
    description: 'Mean excess of BUY and STRONG_BUY minus that of AVOID, as a fraction.',
  })
  readonly buyMinusAvoid: Estimate;

  @Field(() => [BandTransition], { description: 'Which bands stocks were in 1 and 20 sessions later.' })
  readonly transitions: readonly BandTransition[];

  @Field(() => Float, {
    nullable: true,
    description:
      'How often the band of a stock changes in 248 sessions; null: no stock has scores on two sessions in a row.',
  })
  readonly flipsPerYear: number | null;

  @Field(() => [BandSpells], { description: 'How long stocks stayed in each band.' })
  readonly spells: readonly BandSpells[];

  @Field(() => [Autocorrelation], { description: 'How much each figure stays as it was.' })
  readonly autocorrelation: readonly Autocorrelation[];

  @Field(() => [RuleOutcome], {
    description: 'What followed where each guardrail and each part of the penalty fired.',
  })
  readonly rules: readonly RuleOutcome[];

  @Field(() => [BenchmarkIc], { description: 'Simple rules on the same stocks and sessions.' })
  readonly benchmarks: readonly BenchmarkIc[];

  @Field(() => [SectorIc], {
    description: 'The information coefficient of the score within each sector group.',
  })
  readonly sectors: readonly SectorIc[];

  @Field(() => DateTimeScalar, { description: 'When the figures were computed.' })
  readonly computedAt: Date;

  @Field(() => String, {
    description:
      'SHA-256 of all that the figures depend on, 64 hexadecimal digits. The same inputs give the same figures.',
  })
  readonly inputsHash: string;

  constructor(figures: ValidationFigures, computedAt: Date, inputsHash: string) {
    this.figures = figures;
    this.methodName = figures.methodName;
    this.mode = figures.mode;
    this.horizon = figures.horizon;
    this.universe = figures.universe;
    this.window = figures.window;
    this.from = figures.from;
    this.to = figures.to;
    this.sessions = figures.sessions;
    this.notScored = figures.notScored;
    this.ics = figures.ics;
    this.bands = figures.bands;
    this.buyMinusAvoid = figures.buyMinusAvoid;
    this.transitions = figures.transitions;
    this.flipsPerYear = figures.flipsPerYear;
    this.spells = figures.spells;
    this.autocorrelation = figures.autocorrelation;
    this.rules = servedRules(figures.rules);
    this.benchmarks = figures.benchmarks;
    this.sectors = figures.sectors;
    this.computedAt = computedAt;
    this.inputsHash = inputsHash;
  }
}
