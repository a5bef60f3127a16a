import { Field, Float, InputType } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import type { Band, Guardrail, Ticker } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum, PillarNameEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';

const MIN = 'Least value that counts; null: no lower bound.';
const MAX = 'Greatest value that counts; null: no upper bound.';

@InputType('FloatRange', { description: 'A range of numbers; both ends count.' })
export class FloatRange {
  @Field(() => Float, { nullable: true, description: MIN })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true, description: MAX })
  readonly max?: number | null;
}

@InputType('PillarRange', { description: 'A range of the score of one pillar, 0 to 100; both ends count.' })
export class PillarRange {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar!: PillarField;

  @Field(() => Float, { nullable: true, description: MIN })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true, description: MAX })
  readonly max?: number | null;
}

@InputType('StockFilter', {
  description: 'Which stocks count: those for which all that is given holds. Null leaves a part out.',
})
export class StockFilter {
  @Field(() => [TickerScalar], {
    nullable: true,
    description: 'One of these stocks; unknown ones are passed over.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'In one of these sector groups (Sector.key), as of when the score was made; an unknown key is refused.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => [BandEnum], { nullable: true, description: 'In one of these bands.' })
  readonly bands?: readonly Band[] | null;

  @Field(() => FloatRange, { nullable: true, description: 'Score.value, 0 to 100.' })
  readonly score?: FloatRange | null;

  @Field(() => [PillarRange], {
    nullable: true,
    description: 'Scores of pillars, 0 to 100; all ranges hold.',
  })
  readonly pillars?: readonly PillarRange[] | null;

  @Field(() => FloatRange, { nullable: true, description: 'Penalty.total, in points.' })
  readonly penalty?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Confidence.value, 0 to 1.' })
  readonly confidence?: FloatRange | null;

  @Field(() => [GuardrailEnum], { nullable: true, description: 'All of these guardrails fired.' })
  readonly fired?: readonly Guardrail[] | null;

  @Field(() => [GuardrailEnum], { nullable: true, description: 'None of these guardrails fired.' })
  readonly notFired?: readonly Guardrail[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that the ticker or the name contains, without regard to case.',
  })
  readonly search?: string | null;
}
