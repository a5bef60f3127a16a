import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ScoreFigure } from '../../validation/figures/names.js';
import { Estimate } from './estimate.js';
import { ScoreFigureEnum } from './validationEnums.js';

const nullable = true;

@ObjectType('SectorIc', {
  simpleResolvers: true,
  description:
    'The information coefficient of scores among the stocks of one sector group: at least 8 on a session.',
})
export class SectorIc {
  @Field(() => String, { description: 'Key of the sector group.' })
  readonly sector!: string;

  @Field(() => Float, { nullable, description: 'The mean over the sessions; null: no session has a value.' })
  readonly ic!: number | null;

  @Field(() => Float, { nullable, description: 'Newey and West t of the mean; null: it cannot be computed.' })
  readonly neweyWestT!: number | null;

  @Field(() => Int, { description: 'Sessions with a value.' })
  readonly sessions!: number;
}

@ObjectType('Autocorrelation', {
  simpleResolvers: true,
  description:
    'How much a figure stays as it was: the mean rank correlation with itself some sessions before.',
})
export class Autocorrelation {
  @Field(() => ScoreFigureEnum, { description: 'The figure.' })
  readonly figure!: ScoreFigure;

  @Field(() => Int, { description: 'How many sessions before: 1, 5 or 20.' })
  readonly sessions!: number;

  @Field(() => Float, { nullable, description: 'The mean correlation; null: there is no pair of sessions.' })
  readonly value!: number | null;
}

@ObjectType('BenchmarkIc', {
  simpleResolvers: true,
  description: 'The information coefficient of a simple rule on the same stocks and sessions as the score.',
})
export class BenchmarkIc {
  @Field(() => String, {
    description:
      'The rule: momentum (return from 252 to 21 sessions ago), low volatility (of the last 60 returns), or size (a low traded value).',
  })
  readonly name!: string;

  @Field(() => Estimate, { description: 'Its mean information coefficient.' })
  readonly ic!: Estimate;

  @Field(() => Estimate, {
    description: 'Its coefficient minus that of the score. Above 0: the simple rule did better.',
  })
  readonly difference!: Estimate;
}
