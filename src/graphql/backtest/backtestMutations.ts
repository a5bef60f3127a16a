import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Float, Info, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Weighting } from '../../portfolios/names.js';
import type { Band, IsoDate, Mode } from '../../scoring/names.js';
import { MOST_KEPT, MOST_WAITING } from '../../studies/backtests/backtests.js';
import { MOST_SESSIONS } from '../../studies/backtests/requireBacktest.js';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { CostsInput } from '../portfolio/costsInput.js';
import { WeightingEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { Backtest } from './backtest.js';

@InputType('BacktestInput', {
  description: 'How models are made from scores and traded, and over which span.',
})
class BacktestInput {
  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode!: Mode;

  @Field(() => String, { nullable: true, description: `The method of the scores. ${METHOD}` })
  readonly method?: string | null;

  @Field(() => BandEnum, { defaultValue: 'BUY', description: 'The lowest band that a stock may have.' })
  readonly minBand!: Band;

  @Field(() => Int, {
    defaultValue: 20,
    description: 'The most stocks of a model, 1 to 100; the best scores count.',
  })
  readonly topN!: number;

  @Field(() => WeightingEnum, { defaultValue: 'EQUAL', description: 'How a model weighs its stocks.' })
  readonly weighting!: Weighting;

  @Field(() => Float, {
    defaultValue: 0.1,
    description: 'The most of one stock, a fraction above 0 and at most 1.',
  })
  readonly maxWeight!: number;

  @Field(() => Float, {
    defaultValue: 0.3,
    description: 'The most of one sector, a fraction above 0 and at most 1.',
  })
  readonly sectorCap!: number;

  @Field(() => Int, {
    defaultValue: 20,
    description: `After how many sessions the model is made anew, 1 to ${MOST_SESSIONS}.`,
  })
  readonly every!: number;

  @Field(() => DateScalar, {
    description: 'First day, inclusive. It begins on the first session with scores.',
  })
  readonly from!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day, inclusive, at most 20 years after the first; null: the newest session.',
  })
  readonly to?: IsoDate | null;

  @Field(() => DecimalScalar, {
    defaultValue: '1000000',
    description: 'The cash to begin with in ₹, above 0, at most 4 decimals.',
  })
  readonly capital!: string;

  @Field(() => CostsInput, {
    nullable: true,
    description: 'What trades cost; null: as config/costs.yaml says.',
  })
  readonly costs?: CostsInput | null;
}

@Resolver()
export class BacktestMutations {
  @Mutation(() => Backtest, {
    description:
      'Queues a backtest of the caller, and returns it at once: subscribe to backtestProgress. At most ' +
      `${MOST_WAITING} of a user wait or run. Each new one deletes the oldest of the caller beyond ${MOST_KEPT}.`,
  })
  async startBacktest(
    @Arg('input', () => BacktestInput, { description: 'What to test.' })
    { method = null, to = null, costs = null, ...input }: BacktestInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Backtest> {
    const { backtests, caller, reads } = context;
    methodNamed(method, context);
    const asked = { ...input, method, to, costs };
    return new Backtest(
      await backtests.create(requireUser(caller), asked, actorIn(caller, info), reads.signal),
    );
  }
}
