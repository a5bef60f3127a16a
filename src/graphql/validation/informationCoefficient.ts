import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ScoreFigure } from '../../validation/figures/names.js';
import { Estimate } from './estimate.js';
import { ScoreFigureEnum } from './validationEnums.js';

const nullable = true;

@ObjectType('YearIc', {
  simpleResolvers: true,
  description: 'The mean information coefficient of the sessions of a calendar year.',
})
export class YearIc {
  @Field(() => Int, { description: 'The year.' })
  readonly year!: number;

  @Field(() => Float, { nullable, description: 'The mean; null: no session has a value.' })
  readonly ic!: number | null;

  @Field(() => Int, { description: 'Sessions with a value.' })
  readonly sessions!: number;
}

@ObjectType('InformationCoefficient', {
  simpleResolvers: true,
  description:
    "How well a figure ranks the returns that follow. On each session with at least 20 stocks it is Pearson's r of the average " +
    'ranks of figure and forward return; a session on which either does not vary has no value. +1: perfect, 0: no relation.',
})
export class InformationCoefficient {
  @Field(() => ScoreFigureEnum, { description: 'The figure.' })
  readonly figure!: ScoreFigure;

  @Field(() => Int, { description: 'Sessions with a value.' })
  readonly sessions!: number;

  @Field(() => Estimate, { description: 'The mean over the sessions.' })
  readonly ic!: Estimate;

  @Field(() => Float, {
    nullable,
    description: 'Sample standard deviation over the sessions; null: there are fewer than 2 values.',
  })
  readonly sd!: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "The mean over its standard error by Newey and West, with a lag of the horizon and Bartlett's weights. Null: there are " +
      'fewer than 3 values, or their long-run variance is not above 0.',
  })
  readonly neweyWestT!: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'The mean over separate windows: every h-th session for a horizon of h, so that no two returns overlap. Null: there is none.',
  })
  readonly separateMean!: number | null;

  @Field(() => Float, {
    nullable,
    description: 't-statistic of the mean over separate windows; null: there are fewer than 3 of them.',
  })
  readonly separateT!: number | null;

  @Field(() => Int, { description: 'Separate windows with a value.' })
  readonly separateN!: number;

  @Field(() => Float, {
    nullable,
    description: 'The fraction of the sessions with a value above 0; null: there is none.',
  })
  readonly positiveShare!: number | null;

  @Field(() => Estimate, {
    description:
      'The same mean after the mean of the sector group is taken from figure and return, so that it is about the choice within ' +
      'sectors. It has nulls for SECTOR_MOMENTUM, which is equal within a group.',
  })
  readonly neutral!: Estimate;

  @Field(() => Float, {
    nullable,
    description: 'Newey and West t of the mean within sectors; null as there.',
  })
  readonly neutralT!: number | null;

  @Field(() => [YearIc], { description: 'The mean of each calendar year of the window.' })
  readonly byYear!: readonly YearIc[];
}
