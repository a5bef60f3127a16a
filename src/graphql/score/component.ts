import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Component as ExplainedComponent } from '../../scoring/explain.js';
import type { ScoredBy } from '../../scoring/names.js';
import { snap, snapOrNull } from '../../scoring/rounding.js';
import { ScoredByEnum } from '../enums.js';

const nullable = true;

@ObjectType('Component', {
  simpleResolvers: true,
  description:
    'A component of a pillar (method §5). Components are not stored. They are computed from the inputs that the run ' +
    'read; Provenance.reproduced says whether these inputs give the stored score.',
})
export class Component {
  @Field(() => String, {
    description:
      'Name of the metric or rule, such as roe_3y or above_200; in R and S of the horizon, such as ret_21d.',
  })
  readonly name: string;

  @Field(() => Float, {
    nullable,
    description: 'The value as reported or measured, in the unit of the metric; null when it is missing.',
  })
  readonly raw: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'The value that was scored: winsorised within the sector group. Where the value is missing, the median ' +
      'stands in for it (method §3); null when there is no median either.',
  })
  readonly value: number | null;

  @Field(() => Boolean, { description: 'Whether the value is missing, so that the median stands in for it.' })
  readonly imputed: boolean;

  @Field(() => ScoredByEnum, { description: 'How the component was given its points.' })
  readonly scoredBy: ScoredBy;

  @Field(() => Float, {
    nullable,
    description:
      "Median of the sector group's observed values; null when the component is not scored within the group.",
  })
  readonly sectorMedian: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Sample standard deviation of the sector group's observed values; null with fewer than two, and when " +
      'the component is not scored within the group.',
  })
  readonly sectorStdev: number | null;

  @Field(() => Int, {
    nullable,
    description:
      'Observed values in the sector group; null when the component is not scored within the group.',
  })
  readonly sectorCount: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Standard deviations that the value is better than the median, negative when it is worse; null without a z-score.',
  })
  readonly z: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Points of the component, 0 to 100; null in R and S, whose horizons have no points of their own, and when the ' +
      'component is left out.',
  })
  readonly points: number | null;

  @Field(() => Float, {
    description: 'Weight of the component in the pillar, 0 to 1; 0 when it is left out.',
  })
  readonly weight: number;

  constructor(component: ExplainedComponent) {
    this.name = component.name;
    this.raw = snapOrNull(component.raw);
    this.value = snapOrNull(component.value);
    this.imputed = component.imputed;
    this.scoredBy = component.scoredBy;
    this.sectorMedian = snapOrNull(component.sectorMedian);
    this.sectorStdev = snapOrNull(component.sectorStdev);
    this.sectorCount = component.sectorCount;
    this.z = snapOrNull(component.z);
    this.points = snapOrNull(component.points);
    this.weight = snap(component.weight);
  }
}
