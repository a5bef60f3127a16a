import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { Weighting } from '../../portfolios/names.js';
import type { StoredFromScores } from '../../portfolios/store/newModel.js';
import type { Band, IsoDate, Mode } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { METHOD } from '../methodNamed.js';
import { WeightingEnum } from '../portfolioEnums.js';
import { DateScalar } from '../scalars.js';

const DAY =
  'The day of the scores; null: the newest scored session. One without scores means the one before it.';
const MIN_BAND = 'The least band of a stock that is taken.';
const TOP_N = 'How many stocks are taken at most, 1 to 100: the best scores, then by ticker.';
const WEIGHTING = 'How they are weighed.';
const INVEST = 'The sum of the targets, as far as the caps allow: above 0, at most 0.95.';
const MAX_WEIGHT = 'The most of one stock.';
const SECTOR_CAP = 'The most of one sector group.';
const LOW_DRIFT = 'How far below its target each position may stand.';
const HIGH_DRIFT = 'How far above its target each position may stand.';

@ObjectType('FromScores', {
  simpleResolvers: true,
  description: 'How a model is made from the scores of a day. Fractions are of the value of a portfolio.',
})
export class FromScores {
  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode: Mode;

  @Field(() => String, { description: 'The name of the method of the scores.' })
  readonly method: string;

  @Field(() => DateScalar, { nullable: true, description: DAY })
  readonly on: IsoDate | null;

  @Field(() => BandEnum, { description: MIN_BAND })
  readonly minBand: Band;

  @Field(() => Int, { description: TOP_N })
  readonly topN: number;

  @Field(() => WeightingEnum, { description: WEIGHTING })
  readonly weighting: Weighting;

  @Field(() => Float, { description: INVEST })
  readonly invest: number;

  @Field(() => Float, { description: MAX_WEIGHT })
  readonly maxWeight: number;

  @Field(() => Float, { description: SECTOR_CAP })
  readonly sectorCap: number;

  @Field(() => Float, { description: LOW_DRIFT })
  readonly lowDrift: number;

  @Field(() => Float, { description: HIGH_DRIFT })
  readonly highDrift: number;

  constructor(rule: StoredFromScores) {
    this.mode = rule.mode;
    this.method = rule.method;
    this.on = rule.on;
    this.minBand = rule.minBand;
    this.topN = rule.topN;
    this.weighting = rule.weighting;
    this.invest = Number(rule.invest);
    this.maxWeight = Number(rule.maxWeight);
    this.sectorCap = Number(rule.sectorCap);
    this.lowDrift = Number(rule.lowDrift);
    this.highDrift = Number(rule.highDrift);
  }
}

const OF_FRACTION = 'At most 4 decimals.';

@InputType('ModelFromScoresInput', {
  description:
    'How to make a model from scores. It buys nothing whose band of INVESTOR is AVOID, and sells what it does not hold.',
})
export class ModelFromScoresInput {
  @Field(() => String, {
    description: 'Its name, 1 to 255 characters that print; blanks around it are left out.',
  })
  readonly name!: string;

  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode!: Mode;

  @Field(() => String, { nullable: true, description: `The method of the scores. ${METHOD}` })
  readonly method?: string | null;

  @Field(() => DateScalar, { nullable: true, description: DAY })
  readonly on?: IsoDate | null;

  @Field(() => BandEnum, { defaultValue: 'BUY', description: MIN_BAND })
  readonly minBand!: Band;

  @Field(() => Int, { defaultValue: 20, description: TOP_N })
  readonly topN!: number;

  @Field(() => WeightingEnum, {
    defaultValue: 'EQUAL',
    description: `${WEIGHTING} With SCORE, only scores above 50 are taken.`,
  })
  readonly weighting!: Weighting;

  @Field(() => Float, { defaultValue: 0.95, description: `${INVEST} ${OF_FRACTION}` })
  readonly invest!: number;

  @Field(() => Float, { defaultValue: 0.1, description: `${MAX_WEIGHT} ${OF_FRACTION}` })
  readonly maxWeight!: number;

  @Field(() => Float, { defaultValue: 0.3, description: `${SECTOR_CAP} ${OF_FRACTION}` })
  readonly sectorCap!: number;

  @Field(() => Float, { defaultValue: 0.01, description: `${LOW_DRIFT} ${OF_FRACTION}` })
  readonly lowDrift!: number;

  @Field(() => Float, { defaultValue: 0.01, description: `${HIGH_DRIFT} ${OF_FRACTION}` })
  readonly highDrift!: number;
}
