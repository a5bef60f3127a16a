import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { decimalText, WEIGHT } from '../../portfolios/money/units.js';
import { driftReportOf } from '../../portfolios/optimiser/driftReport.js';
import { marketValueOf } from '../../portfolios/optimiser/marketValue.js';
import { problemOf } from '../../portfolios/rebalances/problemOf.js';
import { UNRESTRAINED, type NeverBuy } from '../../portfolios/rebalances/readNeverBuy.js';
import type { ModelRow } from '../../portfolios/store/modelRow.js';
import type { IsoDate } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { modelLoader } from '../model/modelLoaders.js';
import { DateScalar } from '../scalars.js';
import { DriftReport } from './driftReport.js';
import { holdingsLoaders } from './holdingsLoaders.js';
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
    const { problem } = problemOf({
      ...{ portfolioId: row.id, version: row.version, model, costs: COSTS, terms: TERMS },
      ...{ state: priced.state, prices: priced.prices },
      neverBuy: await bandsOf(model, priced.state.day, context),
    });
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

/** Drift depends neither on what trades cost, nor on how it would be traded. */
const COSTS = { buyRate: 0n, sellRate: 0n, perSale: 0n };
const TERMS = { mode: 'TO_TARGET', cashFloor: 0n, minTradeValue: 0n } as const;

/** Returns the bands of the stocks of a model by the scores of the newest scored session up to a day. */
async function bandsOf(
  { neverBuy, neverBuyMode, positions }: ModelRow,
  day: IsoDate,
  { books }: Pick<GraphqlContext, 'books'>,
): Promise<NeverBuy> {
  const book = neverBuy.length === 0 || neverBuyMode === null ? null : await books.of(neverBuyMode, day);
  if (book === null) return UNRESTRAINED;
  const bands = positions.flatMap(({ ticker }) => {
    const index = book.indexOf(ticker);
    return index === -1 ? [] : [[ticker, book.rows[index].band] as const];
  });
  return { bands: new Map(bands), runId: book.runId };
}
