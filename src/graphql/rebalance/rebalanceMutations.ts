import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { KEPT_DAYS } from '../../portfolios/rebalances/idempotency.js';
import type { RebalanceMode } from '../../portfolios/names.js';
import { MOST_FILLS } from '../../portfolios/rebalances/requireFills.js';
import type { RebalanceRow } from '../../portfolios/rebalances/rebalanceRow.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { MODEL_IDS } from '../model/model.js';
import { knownStocksIn } from '../portfolio/knownStocksIn.js';
import { portfolioEditorIn } from '../portfolio/portfolioEditorIn.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { RebalanceModeEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { codedRebalance } from './codedRebalance.js';
import { FillInput, fillOf } from './fillInput.js';
import { Rebalance, REBALANCE_IDS } from './rebalance.js';
import { AS_OF, CASH_FLOOR, MIN_TRADE_VALUE, RebalanceInput } from './rebalanceInput.js';
import { termsOf } from './termsOf.js';

const ID_OF_REBALANCE = 'Id of the rebalance.';
const VERSION =
  'Rebalance.version as it was when the change was decided. The code is CONFLICT where it has grown.';
const KEY =
  'Chosen by the caller, 1 to 255 characters, such as a UUID: the same key with the same input gives the same rebalance, ' +
  `and with another input CONFLICT. It is known for ${KEPT_DAYS} days. Null: each call is a rebalance of its own.`;

@Resolver()
export class RebalanceMutations {
  @Mutation(() => Rebalance, {
    description:
      'Computes what to trade for a portfolio, and stores it with all that it was computed from. It raises Portfolio.version. ' +
      'Where it takes too long or fails, nothing is stored.',
  })
  async rebalancePortfolio(
    @Arg('input', () => RebalanceInput, { description: 'How to rebalance which portfolio.' })
    input: RebalanceInput,
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY })
    idempotencyKey: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rebalance> {
    const { portfolioId: id, version } = input;
    if (version === null || version === undefined) {
      throw new UserError(
        'Expected input.version, the Portfolio.version that was seen, got none: read the portfolio, and name its version.',
      );
    }
    const portfolioId = idOf(PORTFOLIO_IDS, 'a portfolio', id);
    const one = { portfolioId, version, terms: termsOf(input), idempotencyKey: idempotencyKey ?? null };
    const editor = portfolioEditorIn(context, info);
    const stored = context.reads.outOfTurn(() => context.rebalances.ofPortfolio(one, editor));
    return new Rebalance(found(await codedRebalance(stored), 'a portfolio', id, 'portfolios'));
  }

  @Mutation(() => Rebalance, {
    description:
      'Asks for a rebalance of all portfolios of a model, each with an answer of its own, and returns at once: subscribe to ' +
      'rebalanceProgress. It raises Model.version. The code is CONFLICT while another one of the model waits or runs.',
  })
  async rebalanceModel(
    @Arg('modelId', () => ID, { description: 'Id of the model.' }) id: string,
    @Arg('version', () => Int, {
      description:
        'Model.version as it was when the rebalance was decided. The code is CONFLICT where it has grown.',
    })
    version: number,
    @Arg('mode', () => RebalanceModeEnum, {
      defaultValue: 'ONLY_BREACHES',
      description: 'Which positions to trade, and how far.',
    })
    mode: RebalanceMode,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: IsoDate | null | undefined,
    @Arg('cashFloor', () => DecimalScalar, { nullable: true, description: CASH_FLOOR })
    cashFloor: string | null | undefined,
    @Arg('minTradeValue', () => DecimalScalar, { nullable: true, description: MIN_TRADE_VALUE })
    minTradeValue: string | null | undefined,
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY })
    idempotencyKey: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rebalance> {
    const terms = termsOf({ mode, asOf, cashFloor, minTradeValue });
    const modelId = idOf(MODEL_IDS, 'a model', id);
    const one = { modelId, version, terms, idempotencyKey: idempotencyKey ?? null };
    const stored = context.rebalances.ofModel(one, portfolioEditorIn(context, info));
    return new Rebalance(found(await codedRebalance(stored), 'a model', id, 'models'));
  }

  @Mutation(() => Rebalance, {
    description:
      'Books what was really traded into the journals of the portfolios, once, and all of it or nothing. Fewer shares than ' +
      'proposed may have been traded, and not all transactions. It raises the versions of these portfolios.',
  })
  async confirmRebalance(
    @Arg('id', () => ID, { description: ID_OF_REBALANCE }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('fills', () => [FillInput], { description: `What was traded, 1 to ${MOST_FILLS}.` })
    fills: readonly FillInput[],
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rebalance> {
    const one = { id: idOf(REBALANCE_IDS, 'a rebalance', id), version, fills: fills.map(fillOf) };
    const known = knownStocksIn(context);
    return changed(id, context.rebalances.confirm(one, known, portfolioEditorIn(context, info)));
  }

  @Mutation(() => Rebalance, {
    description:
      'Cancels a rebalance. One that waits or runs is ended, and portfolios that are done stay so; one that is done is marked as ' +
      'not to be executed. CONFLICT where it is confirmed or cancelled.',
  })
  async cancelRebalance(
    @Arg('id', () => ID, { description: ID_OF_REBALANCE }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rebalance> {
    const one = { id: idOf(REBALANCE_IDS, 'a rebalance', id), version };
    return changed(id, context.rebalances.cancel(one, portfolioEditorIn(context, info)));
  }

  @Mutation(() => Rebalance, {
    description:
      'Deletes the record of a rebalance, and returns it without its portfolios. What was booked into journals stays. CONFLICT ' +
      'while it runs.',
  })
  async deleteRebalance(
    @Arg('id', () => ID, { description: ID_OF_REBALANCE }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rebalance> {
    const one = { id: idOf(REBALANCE_IDS, 'a rebalance', id), version };
    return changed(id, context.rebalances.remove(one, portfolioEditorIn(context, info)));
  }
}

const changed = async (id: string, change: Promise<RebalanceRow | null>): Promise<Rebalance> =>
  new Rebalance(found(await codedRebalance(change), 'a rebalance', id, 'rebalances'));
