import { Field, Float, ObjectType } from 'type-graphql';
import { decimalText, WEIGHT } from '../../portfolios/money/units.js';
import type { ModelPosition as PositionRow, ModelRow } from '../../portfolios/store/modelRow.js';
import type { Mode, Ticker } from '../../scoring/names.js';

const fraction = (units: bigint): number => Number(decimalText(units, WEIGHT));

@ObjectType('ModelPosition', {
  simpleResolvers: true,
  description: 'A position of a model. Fractions are of the value of a portfolio.',
})
export class ModelPosition {
  readonly ticker: Ticker;
  /** The mode of the score that it shows. */
  readonly mode: Mode;
  /** The name of its method; null: the served one. */
  readonly method: string | null;

  @Field(() => Float, { description: 'What should be held: a multiple of 0.005.' })
  readonly target: number;

  @Field(() => Float, { description: 'How far below the target it may stand.' })
  readonly lowDrift: number;

  @Field(() => Float, { description: 'How far above the target it may stand.' })
  readonly highDrift: number;

  constructor(
    { ticker, target, low, high }: PositionRow,
    { fromScores, neverBuyMode }: Pick<ModelRow, 'fromScores' | 'neverBuyMode'>,
  ) {
    this.ticker = ticker;
    this.mode = fromScores?.mode ?? neverBuyMode ?? 'INVESTOR';
    this.method = fromScores?.method ?? null;
    this.target = fraction(target);
    this.lowDrift = fraction(low);
    this.highDrift = fraction(high);
  }
}
