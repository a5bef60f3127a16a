import { Field, Float, InputType } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import { MOST_CONDITIONS, MOST_DEPTH } from '../../books/requireFilter.js';
import type { Band, Guardrail, Ticker } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum, PillarNameEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';
import { Condition } from './condition.js';

const MIN = 'Lower bound, inclusive; null: none.';
const MAX = 'Upper bound, inclusive; null: none.';

@InputType('FloatRange', { description: 'A range of numbers, both ends inclusive.' })
export class FloatRange {
  @Field(() => Float, { nullable: true, description: MIN })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true, description: MAX })
  readonly max?: number | null;
}

@InputType('PillarRange', {
  description: 'A range of the score of one pillar, 0 to 100, both ends inclusive.',
})
export class PillarRange {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar!: PillarField;

  @Field(() => Float, { nullable: true, description: MIN })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true, description: MAX })
  readonly max?: number | null;
}

@InputType('StockFilter', {
  description:
    'Selects stocks. A stock must match every field that is given; a null field matches all stocks. A filter that no ' +
    'stock can match is refused, such as an empty list, or a range outside of what the number can be. A stock without a ' +
    `score (include: ALL) matches no field that is about scores. At most ${MOST_CONDITIONS} conditions (where) may stand in a ` +
    `filter, and filters may be nested ${MOST_DEPTH} deep.`,
})
export class StockFilter {
  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      'The stock is one of these. Unknown tickers are ignored; a list without a known one is refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The stock is in one of these sector groups (Sector.key), as of when the score was made. An unknown key ' +
      'is refused.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => [BandEnum], { nullable: true, description: 'The band is one of these.' })
  readonly bands?: readonly Band[] | null;

  @Field(() => FloatRange, { nullable: true, description: 'Range of Score.value, 0 to 100.' })
  readonly score?: FloatRange | null;

  @Field(() => [PillarRange], {
    nullable: true,
    description: 'Ranges of the scores of pillars, 0 to 100. The stock must match all of them.',
  })
  readonly pillars?: readonly PillarRange[] | null;

  @Field(() => FloatRange, { nullable: true, description: 'Range of Penalty.total, in points.' })
  readonly penalty?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Range of Confidence.value, 0 to 1.' })
  readonly confidence?: FloatRange | null;

  @Field(() => [GuardrailEnum], { nullable: true, description: 'All of these guardrails fired.' })
  readonly fired?: readonly Guardrail[] | null;

  @Field(() => [GuardrailEnum], { nullable: true, description: 'None of these guardrails fired.' })
  readonly notFired?: readonly Guardrail[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Text that the name, the ticker, a former ticker or an ISIN contains, not case-sensitive. ISINs that the company had ' +
      'before count, too.',
  })
  readonly search?: string | null;

  @Field(() => [Condition], {
    nullable: true,
    description: 'Conditions on numbers of the day. The stock must match all of them.',
  })
  readonly where?: readonly Condition[] | null;

  @Field(() => [StockFilter], { nullable: true, description: 'The stock must match all of these filters.' })
  readonly and?: readonly StockFilter[] | null;

  @Field(() => [StockFilter], {
    nullable: true,
    description: 'The stock must match at least one of these filters.',
  })
  readonly or?: readonly StockFilter[] | null;

  @Field(() => StockFilter, { nullable: true, description: 'The stock must not match this filter.' })
  readonly not?: StockFilter | null;
}
