import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { dayInIndia, isoOf } from '../../market/day.js';
import { requireHoldings } from '../../portfolios/store/holdingsToSet.js';
import { portfolioColumns, type PortfolioColumns } from '../../portfolios/store/portfolioColumns.js';
import type { PortfolioRow } from '../../portfolios/store/portfolioRow.js';
import { MOST_PORTFOLIOS } from '../../portfolios/store/portfolios.js';
import { MOST_ENTRIES, MOST_HOLDINGS } from '../../portfolios/store/recordEntries.js';
import { requireEntries } from '../../portfolios/store/requireEntries.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { MODEL_IDS } from '../model/model.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { codedChange } from '../codedChange.js';
import { knownStocksIn } from './knownStocksIn.js';
import { Portfolio, PORTFOLIO_IDS } from './portfolio.js';
import { portfolioEditorIn } from './portfolioEditorIn.js';
import { HoldingInput, JournalInput, PortfolioInput } from './portfolioInputs.js';

const ID_OF_PORTFOLIO = 'Id of the portfolio.';
const VERSION =
  'Portfolio.version as it was when the change was decided. The code is CONFLICT where it has grown.';

@Resolver()
export class PortfolioMutations {
  @Mutation(() => Portfolio, {
    description: `Makes an empty portfolio of the caller, who has at most ${MOST_PORTFOLIOS}.`,
  })
  async createPortfolio(
    @Arg('input', () => PortfolioInput, { description: 'The portfolio to make.' }) input: PortfolioInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    const row = context.portfolios.create(columnsOf(input), portfolioEditorIn(context, info));
    return new Portfolio(await codedChange(row));
  }

  @Mutation(() => Portfolio, {
    description: 'Replaces name, limits and costs of a portfolio; what the input leaves out is as usual.',
  })
  async updatePortfolio(
    @Arg('id', () => ID, { description: ID_OF_PORTFOLIO }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('input', () => PortfolioInput, { description: 'All that the portfolio is to say.' })
    input: PortfolioInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    const editor = portfolioEditorIn(context, info);
    return changed(id, context.portfolios.update(numberOf(id), version, columnsOf(input), editor));
  }

  @Mutation(() => Portfolio, {
    description: 'Deletes a portfolio, and returns it as it was. Its rebalances stay, and name it.',
  })
  async deletePortfolio(
    @Arg('id', () => ID, { description: ID_OF_PORTFOLIO }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    return changed(id, context.portfolios.remove(numberOf(id), version, portfolioEditorIn(context, info)));
  }

  @Mutation(() => Portfolio, {
    description:
      'Sets cash and holdings as of a day. The first time, they are the OPENING of the journal; later, each difference is a ' +
      'CORRECTION. The code is CONFLICT where there are entries of a later day. What is not among the holdings is not held.',
  })
  async setHoldings(
    @Arg('id', () => ID, { description: ID_OF_PORTFOLIO }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('asOf', () => DateScalar, {
      description:
        'The session that quantities are of, up to today in India: splits and bonuses with a later ex-date multiply them.',
    })
    asOf: IsoDate,
    @Arg('cash', () => DecimalScalar, { description: 'Cash in ₹, at most 4 decimals; it may be negative.' })
    cash: string,
    @Arg('holdings', () => [HoldingInput], { description: `The holdings, at most ${MOST_HOLDINGS}.` })
    holdings: readonly HoldingInput[],
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    const given = holdings.map(({ averageCost = null, ...holding }) => ({ ...holding, averageCost }));
    const to = requireHoldings({ asOf, cash, holdings: given }, knownStocksIn(context), today());
    const editor = portfolioEditorIn(context, info);
    return changed(id, context.portfolios.setHoldings(numberOf(id), version, to, editor));
  }

  @Mutation(() => Portfolio, { description: 'Gives a portfolio a model of the caller, or takes it away.' })
  async attachPortfolio(
    @Arg('modelId', () => ID, { nullable: true, description: 'Id of the model; null: none from now on.' })
    modelId: string | null | undefined,
    @Arg('portfolioId', () => ID, { description: ID_OF_PORTFOLIO }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    const model = modelId ? idOf(MODEL_IDS, 'a model', modelId) : null;
    const editor = portfolioEditorIn(context, info);
    return changed(id, context.portfolios.attach(numberOf(id), version, model, editor));
  }

  @Mutation(() => Portfolio, {
    description:
      'Records entries in the journal of a portfolio: all of them or none. A sale of more than is held on its day is refused, ' +
      'also a later one that an earlier entry makes too large.',
  })
  async recordJournal(
    @Arg('portfolioId', () => ID, { description: ID_OF_PORTFOLIO }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('entries', () => [JournalInput], {
      description: `The entries, 1 to ${MOST_ENTRIES}. Those of one day count in their order.`,
    })
    entries: readonly JournalInput[],
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Portfolio> {
    const checked = requireEntries(entries.map(entryOf), knownStocksIn(context), today());
    const editor = portfolioEditorIn(context, info);
    return changed(id, context.portfolios.recordJournal(numberOf(id), version, checked, editor));
  }
}

const numberOf = (id: string): number => idOf(PORTFOLIO_IDS, 'a portfolio', id);

const today = (): IsoDate => isoOf(dayInIndia(new Date()));

const changed = async (id: string, change: Promise<PortfolioRow | null>): Promise<Portfolio> =>
  new Portfolio(found(await codedChange(change), 'a portfolio', id, 'portfolios'));

function columnsOf({ name, limits, costs }: PortfolioInput): PortfolioColumns {
  return portfolioColumns({
    name,
    limits: {
      position: limits?.position ?? null,
      sector: limits?.sector ?? null,
      cash: limits?.cash ?? null,
      valueAtRisk: limits?.valueAtRisk ?? null,
    },
    costs: {
      buyRate: costs?.buyRate ?? null,
      sellRate: costs?.sellRate ?? null,
      perSale: costs?.perSale ?? null,
    },
  });
}

function entryOf({ date, kind, ticker, quantity, price, amount, costs, note }: JournalInput) {
  if (kind === 'OPENING') {
    throw new UserError(
      `Expected an entry other than OPENING, which setHoldings writes, got one of ${date}: call that, or record a DEPOSIT or ` +
        'CORRECTION.',
    );
  }
  return {
    ...{ day: date, kind, ticker: ticker ?? null, quantity: quantity ?? null, price: price ?? null },
    ...{ amount: amount ?? null, costs: costs ?? null, note: note ?? null },
  };
}
