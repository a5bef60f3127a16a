import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { FigureFlags } from '../../companies/figures/figureFlags.js';
import type { FigureVersion, MetricFigure } from '../../companies/figures/metricFigure.js';
import type { MetricFlag as FlagOfFigure } from '../../companies/figures/metricFlag.js';
import type { Severity } from '../../database/tables.js';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';
import { connectionOf } from '../connection/connectionOf.js';
import { DateScalar } from '../scalars.js';
import { SeverityEnum } from '../severityEnum.js';
import {
  BasisEnum,
  PeriodEnum,
  UnitEnum,
  type BasisName,
  type PeriodName,
  type UnitName,
} from './metricEnums.js';

/** A figure is restated once or twice, if at all. */
export const MOST_VERSIONS = 10;

@ObjectType('MetricVersion', {
  simpleResolvers: true,
  description: 'An earlier version of a figure, which a later publication replaced with another value.',
})
export class MetricVersion {
  @Field(() => Float, { description: 'Its value, in the unit of the figure.' })
  readonly value: number;

  @Field(() => DateScalar, { description: 'Day on which it was published.' })
  readonly publishedOn: IsoDate;

  @Field(() => String, { description: 'Kind of its source: PRIMARY or SECONDARY.' })
  readonly source: string;

  constructor({ value, publishedOn, source }: FigureVersion) {
    this.value = value;
    this.publishedOn = isoOf(publishedOn);
    this.source = source;
  }
}

@ObjectType('MetricFlag', {
  simpleResolvers: true,
  description: 'What is odd about a figure. It counts all the same.',
})
export class MetricFlag {
  @Field(() => String, {
    description:
      'CHANGE (far from the same period a year before), SIGN_CHANGE, TTM_DIFFERS (four quarters against their year), ' +
      'MISSING_QUARTER or LATE.',
  })
  readonly rule: string;

  @Field(() => SeverityEnum, { description: 'How much it matters.' })
  readonly severity: Severity;

  @Field(() => String, { description: 'A sentence with the numbers.' })
  readonly detail: string;

  constructor({ rule, severity, detail }: FlagOfFigure) {
    this.rule = rule;
    this.severity = severity;
    this.detail = detail;
  }
}

@ObjectType('Metric', {
  simpleResolvers: true,
  description: 'One figure of a company as it was known on a day: as filed, or derived from such figures.',
})
export class Metric {
  @Field(() => String, {
    description:
      'The metric, such as sales, eps or gnpa_pct; derived ones are named after theirs: sales_yoy is growth year on year, ' +
      'sales_qoq growth quarter on quarter.',
  })
  readonly code: string;

  @Field(() => String, { description: 'The name of the metric for people.' })
  readonly name: string;

  @Field(() => PeriodEnum, { description: 'What span of time it is of.' })
  readonly period: PeriodName;

  @Field(() => DateScalar, { description: 'End of the period.' })
  readonly periodEnd: IsoDate;

  @Field(() => Int, {
    description:
      'Length of the period in months, 0 of a POINT. Figures of other lengths than 3 of a QUARTER and 12 of an ANNUAL are ' +
      'shown, but nothing is derived from them.',
  })
  readonly months: number;

  @Field(() => Float, { description: 'The figure, in `unit`.' })
  readonly value: number;

  @Field(() => UnitEnum, {
    description: 'The unit of `value`. Growth and margins are fractions: 0.18 is 18 %.',
  })
  readonly unit: UnitName;

  @Field(() => BasisEnum, {
    description: 'What the statement covers. A derived figure has inputs of one basis.',
  })
  readonly basis: BasisName;

  @Field(() => String, {
    description:
      'Kind of source: PRIMARY or SECONDARY; of a derived figure, SECONDARY if any of its inputs is.',
  })
  readonly source: string;

  @Field(() => DateScalar, {
    description:
      'Day on which it was published: as stated, or the usual lag after the period; of a derived figure, the day on which ' +
      'the last of its inputs was.',
  })
  readonly publishedOn: IsoDate;

  @Field(() => Boolean, { description: 'Whether it was computed from filed figures.' })
  readonly derived: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'How it was computed, with the values of its inputs; null where it was filed.',
  })
  readonly formula: string | null;

  @Field(() => [MetricVersion], {
    description:
      `Earlier versions with other values that were published by the day, the newest first, at most ${MOST_VERSIONS}. Derived ` +
      'figures have none: they follow their inputs.',
  })
  readonly restated: readonly MetricVersion[];

  readonly #figure: MetricFigure;
  readonly #flags: FigureFlags;

  constructor(figure: MetricFigure, flags: FigureFlags) {
    this.#figure = figure;
    this.#flags = flags;
    this.code = figure.code;
    this.name = figure.name;
    this.period = figure.period;
    this.periodEnd = isoOf(figure.periodEnd);
    this.months = figure.months;
    // Sums and quotients of doubles show digits that nothing was measured to.
    this.value = figure.derived ? snap(figure.value) : figure.value;
    this.unit = figure.unit;
    this.basis = figure.basis;
    this.source = figure.source;
    this.publishedOn = isoOf(figure.publishedOn);
    this.derived = figure.derived;
    this.formula = figure.formula;
    this.restated = figure.restated.slice(0, MOST_VERSIONS).map((version) => new MetricVersion(version));
  }

  @Field(() => [MetricFlag], {
    description:
      'What is odd about it: a change of more than 50 % against the same period a year before (MEDIUM; HIGH above 100 %), a ' +
      'change of its sign, four quarters that differ from their year by more than 10 %, a missing quarter, or results later ' +
      'than 45 days after a quarter and 60 after a year. Growth and margins have none.',
  })
  get flags(): readonly MetricFlag[] {
    return this.#flags.of(this.#figure).map((flag) => new MetricFlag(flag));
  }
}

export const MetricConnection = connectionOf(Metric, {
  name: 'Metric',
  noun: 'figure',
  description: 'A page of the figures of one company, the newest period first.',
  total: 'Figures on all pages together.',
});
export type MetricConnection = InstanceType<typeof MetricConnection>;
