import { Field, Float, ObjectType } from 'type-graphql';
import type { CompanyHealth as Judged } from '../../companies/analysis/companyHealth.js';
import type { Health } from '../../companies/analysis/names.js';
import { snap } from '../../scoring/rounding.js';
import { NamedNumber } from '../insight/namedNumber.js';
import { HealthEnum } from './healthEnum.js';

const nullable = true;

@ObjectType('CompanyHealth', {
  simpleResolvers: true,
  description:
    'How healthy a company is by its figures as they were known on a day. They are of one basis each: consolidated ones are ' +
    'preferred where they are as new as standalone ones.',
})
export class CompanyHealth {
  @Field(() => HealthEnum, {
    nullable,
    description: 'What the rules say; null when none applies, or figures are missing that one needs.',
  })
  readonly health: Health | null;

  @Field(() => Float, {
    nullable,
    description:
      'Sales (of lenders: revenue) of the newest four quarters ÷ those of the four quarters before - 1, as a fraction; null ' +
      'when it is not known.',
  })
  readonly growth: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Operating profit ÷ sales of the newest four quarters, as a fraction; null when it is not known, and for lenders.',
  })
  readonly operatingMargin: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'The newest annual return on capital employed, of lenders on equity, as a fraction; null when it is not known.',
  })
  readonly returnOnCapital: number | null;

  @Field(() => [NamedNumber], {
    description:
      'Points of growth, operatingMargin and returnOnCapital, 20, 40, 60, 80 or 100, and `overall`: the mean of those that ' +
      'are known.',
  })
  readonly scores: readonly NamedNumber[];

  @Field(() => Float, {
    description: 'How many of the three are known, of those that apply, as a fraction.',
  })
  readonly coverage: number;

  @Field(() => String, {
    description: 'The rule that decided, with its numbers; where `health` is null, why.',
  })
  readonly reason: string;

  constructor(judged: Judged) {
    this.health = judged.health;
    this.growth = judged.growth;
    this.operatingMargin = judged.operatingMargin;
    this.returnOnCapital = judged.returnOnCapital;
    this.scores = judged.scores.map((score) => new NamedNumber(score));
    this.coverage = snap(judged.coverage);
    this.reason = judged.reason;
  }
}
