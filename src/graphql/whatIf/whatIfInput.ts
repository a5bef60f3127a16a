import { Field, Float, InputType, Int } from 'type-graphql';
import { MOST_PER_PAGE } from '../../books/page.js';
import type { PillarField } from '../../books/pillarFields.js';
import type { Band, IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import { BandEnum, ModeEnum, PillarNameEnum } from '../enums.js';
import { METHOD } from '../methodNamed.js';
import { DateScalar, TickerScalar } from '../scalars.js';

/** How many stocks are listed unless a client asks for another number. */
export const WHAT_IF_PAGE = 50;

@InputType('WeightOverride', { description: 'A changed weight of a pillar.' })
export class WeightOverride {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar!: PillarField;

  @Field(() => Float, { description: 'Its weight, 0 to 1, with at most 3 decimals.' })
  readonly weight!: number;
}

@InputType('BandThresholdInput', { description: 'A changed lower bound of a band.' })
export class BandThresholdInput {
  @Field(() => BandEnum, {
    description: 'STRONG_BUY, BUY or HOLD. A score below the bound of HOLD is AVOID.',
  })
  readonly band!: Band;

  @Field(() => Float, {
    description:
      'Lowest score in the band, inclusive, 0 to 100. It must be less than the bound of the band above.',
  })
  readonly atLeast!: number;
}

@InputType('WhatIfInput', { description: 'The changes, and the scores to compute with them.' })
export class WhatIfInput {
  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode!: Mode;

  @Field(() => DateScalar, { nullable: true, description: ON })
  readonly on?: IsoDate | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      'The stocks to list; null: all. Unknown tickers are ignored; a list without a known one is refused. All ' +
      'stocks of the day are scored in any case.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [WeightOverride], {
    nullable: true,
    description:
      'Weights of all six pillars, for every sector group; they must sum to 1. Null: the weights of the method (§6).',
  })
  readonly weights?: readonly WeightOverride[] | null;

  @Field(() => [BandThresholdInput], {
    nullable: true,
    description: 'Lower bounds of bands. A band that is left out keeps the bound of the method (§9).',
  })
  readonly bandThresholds?: readonly BandThresholdInput[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: WHAT_IF_PAGE,
    description: `How many stocks to list, the best first, 0 to ${MOST_PER_PAGE}.`,
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `${METHOD} Its scores are the base of the changes.`,
  })
  readonly method?: string | null;
}
