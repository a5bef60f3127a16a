import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Component as ExplainedComponent } from '../../scoring/explain.js';
import type { Applicability, ScoredBy } from '../../scoring/names.js';
import { snap, snapOrNull } from '../../scoring/rounding.js';
import { ApplicabilityEnum, ScoredByEnum } from '../enums.js';

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

  @Field(() => ApplicabilityEnum, {
    description: 'Whether the value is known, and if not, what that means for the points.',
  })
  readonly state: Applicability;

  @Field(() => Float, {
    nullable,
    description:
      'The value as reported or measured: a fraction (0.05 is 5 %), but of gnpa_pct, pcr_pct and nim_3y in %, of ' +
      'fii_dii_change in percentage points, of rsi 0 to 100, and of valuation, volume, above_200, golden_cross and ' +
      'breakout a multiple; null when it is missing.',
  })
  readonly raw: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'The value that was scored, in the unit of `raw`: winsorised within the sector group; in S, `alpha` ÷ `sigma`. ' +
      'Where the value is missing, the median stands in for it (method §3); null when there is no median either, and ' +
      'when the component is left out.',
  })
  readonly value: number | null;

  @Field(() => Boolean, { description: 'Whether the value is missing, so that the median stands in for it.' })
  readonly imputed: boolean;

  @Field(() => ScoredByEnum, { description: 'How the component was given its points.' })
  readonly scoredBy: ScoredBy;

  @Field(() => Float, {
    nullable,
    description:
      "Median of the sector group's observed values, in the unit of `raw`; null when the component is not scored within the group.",
  })
  readonly sectorMedian: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Sample standard deviation of the sector group's observed values, in the unit of `raw`; null with fewer than two, and when " +
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

  @Field(() => Float, {
    nullable,
    description:
      "In R, the mean of the sector group's winsorised returns over the horizon, as a fraction; null in other pillars, " +
      'and when no stock of the group has a return.',
  })
  readonly ofSector: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'In R and S, the return of the market over the horizon, as a fraction: that of the index, or the mean of all ' +
      'stocks of the day (method §5); null in other pillars, and when no stock has a return.',
  })
  readonly ofMarket: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Daily volatility as a fraction. In R the stock's own, winsorised, over 20 sessions for ret_21d and over 60 for " +
      "longer horizons; in S the mean of the sector group's volatilities over 20 sessions. Null in other pillars, and " +
      'when it is missing.',
  })
  readonly sigma: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'In R, the return in excess of the sector group and of the market, weighted, in units of `sigma`; 0 when the ' +
      "return or `sigma` is missing. In S, the sector group's return in excess of the market, as a fraction, which " +
      '`value` divides by `sigma`; null when it is missing. Null in other pillars.',
  })
  readonly alpha: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "In R the rank of the stock's weighted alpha, in S that of the sector group's weighted z, the same for each " +
      'horizon: the pillar is rank / rankOf × 100, and 50 in S when there is one group. In F, O and Q the rank of the ' +
      'value within the sector group when the component is scored by rank: its points are rank / (rankOf + 1) × 100 ' +
      '(for the pledge, less its curve). 1 is the worst; ties share their average, which may be a half. Null in T, ' +
      'when nothing is ranked, and in O of greyoak-1.0, which counts the worse values.',
  })
  readonly rank: number | null;

  @Field(() => Int, {
    nullable,
    description:
      'How many are ranked: in R stocks of the day, in S sector groups, in F, O and Q values of the sector group; null ' +
      'when `rank` is null.',
  })
  readonly rankOf: number | null;

  constructor(component: ExplainedComponent) {
    this.name = component.name;
    this.state = component.state;
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
    this.ofSector = snapOrNull(component.ofSector);
    this.ofMarket = snapOrNull(component.ofMarket);
    this.sigma = snapOrNull(component.sigma);
    this.alpha = snapOrNull(component.alpha);
    this.rank = component.rank;
    this.rankOf = component.rankOf;
  }
}
