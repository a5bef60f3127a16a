import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { decimalText, WEIGHT } from '../../portfolios/money/units.js';
import { driftReportOf } from '../../portfolios/optimiser/driftReport.js';
import { marketValueOf } from '../../portfolios/optimiser/marketValue.js';
import type { RebalanceProblem } from '../../portfolios/optimiser/problem.js';
import type { ModelRow } from '../../portfolios/store/modelRow.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { modelLoader } from '../model/modelLoaders.js';
import { DateScalar } from '../scalars.js';
import { DriftReport } from './driftReport.js';
import { holdingsLoaders, type PricedPortfolio } from './holdingsLoaders.js';
import { moneyText } from './moneyText.js';
import { Portfolio } from './portfolio.js';

@Resolver(() => Portfolio)
export class PortfolioDrift {
  @FieldResolver(() => DriftReport, {
    nullable: true,
    description:
      'How its holdings of a day stand to the model of today; null without a model, before the first entry, where a price is ' +
      'missing, and where there is no value.',
  })
  async drift(
    @Root() { row }: Portfolio,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<DriftReport | null> {
    const { loaders } = context;
    if (row.modelId === null) return null;
    const [model, priced] = await Promise.all([
      loaders.get(modelLoader).load({ owners: row.owner.id, id: row.modelId }),
      loaders.get(holdingsLoaders).priced.load({ portfolioId: row.id, modelId: row.modelId, on: on ?? null }),
    ]);
    if (model === null || priced === null) return null;
    const problem = problemOf(model, priced, await blockedBy(model, priced.state.day, context));
    const [report, value] = [driftReportOf(problem), marketValueOf(problem)];
    if (report === null || value === null) return null;
    const weight = (units: bigint) => decimalText(units, WEIGHT);
    return new DriftReport({
      ...report,
      date: priced.state.day,
      marketValue: moneyText(value),
      positions: report.positions.map((position) => ({
        ...position,
        target: weight(position.target),
        lower: weight(position.lower),
        upper: weight(position.upper),
      })),
    });
  }
}

/** Returns the stocks of a model that are not bought, by the scores of the newest scored session up to a day. */
async function blockedBy(
  { neverBuy, neverBuyMode, positions }: ModelRow,
  day: IsoDate,
  { books }: Pick<GraphqlContext, 'books'>,
): Promise<ReadonlySet<Ticker>> {
  if (neverBuy.length === 0 || neverBuyMode === null) return new Set();
  const book = await books.of(neverBuyMode, day);
  if (book === null) return new Set();
  const isBlocked = (ticker: Ticker): boolean => {
    const index = book.indexOf(ticker);
    return index !== -1 && neverBuy.includes(book.rows[index].band);
  };
  return new Set(positions.map(({ ticker }) => ticker).filter(isBlocked));
}

/** Returns what a rebalance of the holdings would start from; how it would trade does not matter to the drift. */
function problemOf(
  { outside, positions }: ModelRow,
  { state, prices }: PricedPortfolio,
  neverBuy: ReadonlySet<Ticker>,
): RebalanceProblem {
  const priced = [...prices.prices.values()];
  return {
    prices: new Map(priced.map(({ ticker, price }) => [ticker, price])),
    cash: state.cash,
    holdings: new Map([...state.holdings].map(([ticker, { quantity }]) => [ticker, quantity])),
    targets: new Map(positions.map(({ ticker, target }) => [ticker, target])),
    bands: new Map(positions.map(({ ticker, low, high }) => [ticker, { low, high }])),
    costs: { buyRate: 0n, sellRate: 0n, perSale: 0n },
    mode: 'TO_TARGET',
    cashFloor: 0n,
    minTradeValue: 0n,
    outside,
    neverBuy,
    frozen: new Set(priced.filter(({ frozen }) => frozen).map(({ ticker }) => ticker)),
  };
}
