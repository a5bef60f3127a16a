import { Field, Float, InputType, Int } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import type { Band, IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import { BandEnum, ModeEnum, PillarNameEnum } from '../enums.js';
import { DateScalar, TickerScalar } from '../scalars.js';

@InputType('WeightOverride', { description: 'Another weight of a pillar.' })
export class WeightOverride {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar!: PillarField;

  @Field(() => Float, { description: 'Its weight, 0 to 1, with at most 3 decimals.' })
  readonly weight!: number;
}

@InputType('BandThresholdInput', { description: 'Another lower bound of a band.' })
export class BandThresholdInput {
  @Field(() => BandEnum, { description: 'STRONG_BUY, BUY or HOLD; what is below HOLD is AVOID.' })
  readonly band!: Band;

  @Field(() => Float, { description: 'Its lowest score, 0 to 100, less than that of the band above.' })
  readonly atLeast!: number;
}

@InputType('WhatIfInput', { description: 'What to change, and of which scores.' })
export class WhatIfInput {
  @Field(() => ModeEnum, { description: 'Whose scores.' })
  readonly mode!: Mode;

  @Field(() => DateScalar, { nullable: true, description: ON })
  readonly on?: IsoDate | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description: 'Which stocks to list, unknown ones passed over; null: all. All are scored in any case.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [WeightOverride], {
    nullable: true,
    description:
      'Weights of all six pillars, which sum to 1, for every sector group; null: those of the method (§6).',
  })
  readonly weights?: readonly WeightOverride[] | null;

  @Field(() => [BandThresholdInput], {
    nullable: true,
    description: 'Lower bounds of bands; those that are left out stay as the method has them (§9).',
  })
  readonly bandThresholds?: readonly BandThresholdInput[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 50,
    description: 'How many stocks to list, 0 to 500, the best first.',
  })
  readonly first?: number | null;
}
