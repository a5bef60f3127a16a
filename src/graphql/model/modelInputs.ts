import { Field, Float, InputType } from 'type-graphql';
import type { OutsidePolicy } from '../../portfolios/names.js';
import { MOST_POSITIONS } from '../../portfolios/store/requireModel.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { OutsidePolicyEnum } from '../portfolioEnums.js';
import { TickerScalar } from '../scalars.js';

@InputType('ModelPositionInput', {
  description: 'A position of a model. Fractions are of the value of a portfolio.',
})
export class ModelPositionInput {
  @Field(() => TickerScalar, { description: 'A known stock, each once; a former symbol is found, too.' })
  readonly ticker!: Ticker;

  @Field(() => Float, {
    description:
      'What should be held: a multiple of 0.005, at most 0.95. A position with 0 is dropped, and SavedModel.dropped names it.',
  })
  readonly target!: number;

  @Field(() => Float, {
    description: 'How far below the target it may stand, 0 to 1, at most 4 decimals.',
  })
  readonly lowDrift!: number;

  @Field(() => Float, {
    description: 'How far above the target it may stand, 0 to 1, at most 4 decimals.',
  })
  readonly highDrift!: number;
}

@InputType('ModelInput', { description: 'All that a manual model says.' })
export class ModelInput {
  @Field(() => String, {
    description:
      'Its name, 1 to 255 characters that print; blanks around it are left out. No other model of its owner has it.',
  })
  readonly name!: string;

  @Field(() => [ModelPositionInput], {
    description: `Its positions, 1 to ${MOST_POSITIONS}. The sum of the targets is at most 0.95, because the rest is meant for cash.`,
  })
  readonly positions!: readonly ModelPositionInput[];

  @Field(() => OutsidePolicyEnum, {
    defaultValue: 'SELL',
    description: 'What becomes of stocks that are held and not in the model.',
  })
  readonly outside!: OutsidePolicy;

  @Field(() => [BandEnum], {
    nullable: true,
    description: 'Bands in which nothing is bought; null: none. A stock without a score is not restrained.',
  })
  readonly neverBuy?: readonly Band[] | null;

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'The mode of these bands; null: INVESTOR. Refused without bands.',
  })
  readonly neverBuyMode?: Mode | null;
}
