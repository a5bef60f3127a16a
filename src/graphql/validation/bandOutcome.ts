import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Band } from '../../scoring/names.js';
import { BandEnum } from '../enums.js';
import { Estimate } from './estimate.js';

const nullable = true;

@ObjectType('BandOutcome', {
  simpleResolvers: true,
  description: 'What followed the scores of a band, over all its stocks and sessions together.',
})
export class BandOutcome {
  @Field(() => BandEnum, { description: 'The band, after guardrails.' })
  readonly band!: Band;

  @Field(() => Int, { description: 'Scores with a forward return.' })
  readonly n!: number;

  @Field(() => Estimate, {
    description: 'Mean forward return above the mean of the universe on the same session, as a fraction.',
  })
  readonly excess!: Estimate;

  @Field(() => Float, {
    nullable,
    description: 'The fraction of the scores with an excess above 0; null: there is none.',
  })
  readonly hitRate!: number | null;

  @Field(() => Estimate, {
    description:
      'Mean forward return above that of NIFTY 50, as a fraction. It counts sessions on which the index has both closes.',
  })
  readonly overIndex!: Estimate;

  @Field(() => Int, { description: 'Scores that are compared with NIFTY 50.' })
  readonly overIndexN!: number;

  @Field(() => Float, {
    nullable,
    description: 'The fraction of these that returned more than NIFTY 50; null: there is none.',
  })
  readonly overIndexHitRate!: number | null;

  @Field(() => Float, {
    nullable,
    description: 'The fraction of all scores in the band; null: there is none.',
  })
  readonly share!: number | null;
}

@ObjectType('BandTransition', {
  simpleResolvers: true,
  description: 'How often a stock in one band was in another one some sessions later.',
})
export class BandTransition {
  @Field(() => BandEnum, { description: 'The band before.' })
  readonly from!: Band;

  @Field(() => BandEnum, { description: 'The band after.' })
  readonly to!: Band;

  @Field(() => Int, { description: 'After how many sessions: 1 or 20.' })
  readonly after!: number;

  @Field(() => Float, {
    description: 'The fraction of the stocks in `from` that were in `to`, of those that still had a score.',
  })
  readonly share!: number;
}

@ObjectType('BandSpells', {
  simpleResolvers: true,
  description:
    'How long stocks stayed in a band without leaving it. Only spells count whose start and end are known: the stock has a ' +
    'score on the session before and on the one after.',
})
export class BandSpells {
  @Field(() => BandEnum, { description: 'The band.' })
  readonly band!: Band;

  @Field(() => Int, { description: 'Spells.' })
  readonly n!: number;

  @Field(() => Float, { nullable, description: 'Mean length in sessions; null: there are none.' })
  readonly mean!: number | null;

  @Field(() => Float, { nullable, description: 'Median length in sessions; null: there are none.' })
  readonly median!: number | null;
}
