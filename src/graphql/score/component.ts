import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Component as ExplainedComponent } from '../../scoring/explain.js';
import type { ScoredBy } from '../../scoring/names.js';
import { snapOrNull } from '../../scoring/rounding.js';
import { ScoredByEnum } from '../enums.js';

const nullable = true;

@ObjectType('Component', {
  simpleResolvers: true,
  description:
    'What a pillar is made of (method §5). Components are not stored: they are computed from the inputs that the run ' +
    'read; Provenance.reproduced says whether that gives the stored score.',
})
export class Component {
  @Field(() => String, {
    description: 'The metric or rule, such as roe_3y or above_200; in R and S the horizon, such as ret_21d.',
  })
  readonly name: string;

  @Field(() => Float, {
    nullable,
    description:
      'As reported or measured, in the unit of the metric; null where it is missing, or a rule has no number.',
  })
  readonly raw: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "As scored: winsorised within the sector group, and the group's median where it is missing (method §3); null " +
      'where there is none.',
  })
  readonly value: number | null;

  @Field(() => Boolean, { description: 'Whether the value is missing, and the median stands for it.' })
  readonly imputed: boolean;

  @Field(() => ScoredByEnum, { description: 'How it got its points.' })
  readonly scoredBy: ScoredBy;

  @Field(() => Float, {
    nullable,
    description:
      "Median of the sector group's observed values; null where it is not scored within the group.",
  })
  readonly sectorMedian: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Sample deviation of the sector group's observed values; null with fewer than two, and where it is not scored " +
      'within the group.',
  })
  readonly sectorStdev: number | null;

  @Field(() => Int, {
    nullable,
    description: 'Observed values in the sector group; null where it is not scored within the group.',
  })
  readonly sectorCount: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Standard deviations better than the median (worse: negative); null unless there is a z-score.',
  })
  readonly z: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Its points, 0 to 100; null in R and S, whose horizons have none of their own, and where it is left out.',
  })
  readonly points: number | null;

  @Field(() => Float, { description: 'Its share of the pillar, 0 to 1; 0 where it is left out.' })
  readonly weight: number;

  constructor(component: ExplainedComponent) {
    const snapped = (value: number | null) => (value === null ? null : snapOrNull(value));
    this.name = component.name;
    this.raw = snapped(component.raw);
    this.value = snapped(component.value);
    this.imputed = component.imputed;
    this.scoredBy = component.scoredBy;
    this.sectorMedian = snapped(component.sectorMedian);
    this.sectorStdev = snapped(component.sectorStdev);
    this.sectorCount = component.sectorCount;
    this.z = snapped(component.z);
    this.points = snapped(component.points);
    this.weight = snapOrNull(component.weight) ?? 0;
  }
}
