import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { RiskPart as AssessedPart } from '../../risk/assessment.js';
import type { RiskPartKind, RiskStatus } from '../../risk/names.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import { RiskPartKindEnum } from '../riskPartKindEnum.js';
import { RiskPartStatusEnum } from './riskEnums.js';

const UNITS: Readonly<Record<RiskPartKind, string>> = {
  VOLATILITY: 'fraction per year',
  DRAWDOWN: 'fraction',
  LIQUIDITY: 'INR crore per session',
  SIZE: 'INR crore',
  MARKET: 'beta',
  TREND: 'points',
};

const NO_INTERVAL =
  'null where the part is MISSING, and for DRAWDOWN, SIZE and TREND, which have no interval';

@ObjectType('RiskPart', {
  simpleResolvers: true,
  description:
    'One of the six parts of a risk: what was observed, and the points that it gives. The ends of an interval hold the ' +
    'truth in 95 % if returns are independent and normal. Real returns are neither: an interval says how far chance ' +
    'alone reaches, not where the number will be.',
})
export class RiskPart {
  @Field(() => RiskPartKindEnum, { description: 'The part.' })
  readonly kind: RiskPartKind;

  @Field(() => Float, { description: 'Its weight in the risk, 0 to 1; the six sum to 1.' })
  readonly weight: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Points, 0 (safe) to 100 (risky), to two decimals; null where the part is MISSING.',
  })
  readonly value: number | null;

  @Field(() => Float, {
    description: 'The points that count towards the risk: the value, or those of a part that is not known.',
  })
  readonly counted: number;

  @Field(() => Float, {
    description:
      'Lower end of the value, in points; the value where the part has no interval, 0 where MISSING.',
  })
  readonly lower: number;

  @Field(() => Float, {
    description:
      'Upper end of the value, in points; the value where the part has no interval, 100 where MISSING.',
  })
  readonly upper: number;

  @Field(() => Float, {
    nullable: true,
    description: 'What was observed, in `unit`; null where the part is MISSING.',
  })
  readonly raw: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Lower end of \`raw\`, 95 %; ${NO_INTERVAL}.`,
  })
  readonly rawLower: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Upper end of \`raw\`, 95 %; ${NO_INTERVAL}.`,
  })
  readonly rawUpper: number | null;

  @Field(() => String, {
    description:
      'The unit of `raw`, in the order of the parts: "fraction per year", "fraction", "INR crore per session", ' +
      '"INR crore", "beta", "points".',
  })
  readonly unit: string;

  @Field(() => Int, {
    description:
      'How many observations `raw` is from, also where that is too few. In the order of the parts they are returns, closes, ' +
      'sessions, figures of the size (1 or 0), pairs of returns, and closes.',
  })
  readonly observations: number;

  @Field(() => RiskPartStatusEnum, { description: 'How well the part is known.' })
  readonly status: RiskStatus;

  @Field(() => String, { description: 'What the part is observed from, or why it is THIN or MISSING.' })
  readonly reason: string;

  constructor(part: AssessedPart, { parameters }: RiskMethod) {
    this.kind = part.kind;
    this.weight = parameters.weights[part.kind];
    this.value = part.value;
    this.counted = part.counted;
    this.lower = part.lower;
    this.upper = part.upper;
    this.raw = part.raw;
    this.rawLower = part.rawLower;
    this.rawUpper = part.rawUpper;
    this.unit = UNITS[part.kind];
    this.observations = part.observations;
    this.status = part.status;
    this.reason = part.reason;
  }
}
