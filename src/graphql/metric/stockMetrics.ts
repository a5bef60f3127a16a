import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FigureFlags } from '../../companies/figures/figureFlags.js';
import { figureOrder } from '../../companies/figures/figureOrder.js';
import { askedDay } from '../../companies/store/askedDay.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { companyFiguresLoader } from './companyFiguresLoader.js';
import { cursorOf, placeIn } from './figurePlace.js';
import { markOfSelection, requireSelection, selectedFigures } from './figureSelection.js';
import { Metric, MetricConnection } from './metric.js';
import { BasisEnum, PeriodEnum, type BasisName, type PeriodName } from './metricEnums.js';

const PAGE = 100;

@Resolver(() => Stock)
export class StockMetrics {
  @FieldResolver(() => MetricConnection, {
    description:
      'Figures of the company as they were known on a day, the newest period first, then by code: those of statements, with ' +
      'their earlier versions, and what is derived from them: sums of four quarters (TTM), growth and margins. Of several ' +
      'versions of a figure, the one that was published last by the day counts.',
  })
  async metrics(
    @Root() { stockId, ticker }: Stock,
    @Arg('codes', () => [String], {
      nullable: true,
      description:
        'Codes of metrics, such as "sales" or "sales_yoy"; null: all. An empty list and unknown codes are refused.',
    })
    codes: readonly string[] | null | undefined,
    @Arg('periods', () => [PeriodEnum], {
      nullable: true,
      description: 'Spans of time; null: all. An empty list is refused.',
    })
    periods: readonly PeriodName[] | null | undefined,
    @Arg('from', () => DateScalar, {
      nullable: true,
      description: 'First end of a period, inclusive; null: no lower bound. It must not be after `to`.',
    })
    from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'Last end of a period, inclusive; null: no upper bound.',
    })
    to: IsoDate | null | undefined,
    @Arg('basis', () => BasisEnum, { nullable: true, description: 'What the statements cover; null: any.' })
    basis: BasisName | null | undefined,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description:
        'The day. What was published later does not count. Null and a future day mean today in India.',
    })
    on: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<MetricConnection> {
    const asked = { codes, periods, from, to, basis };
    requireSelection(asked);
    const size = requestedPage({ first, last }, PAGE, context);
    const list = {
      name: 'metrics',
      of: { stock: ticker, on: on ?? null, selection: markOfSelection(asked) },
    };
    const places = decodeCursors({ after, before }, list, placeIn);
    const company = await context.loaders.get(companyFiguresLoader).load({ stockId, on: askedDay(on) });
    const selected = selectedFigures(company.metrics(), asked);
    const between = selected.filter(
      (figure) =>
        (places.after === null || figureOrder(figure, places.after) > 0) &&
        (places.before === null || figureOrder(figure, places.before) < 0),
    );
    const page = pageOfRows(between, size, places);
    const flags = new FigureFlags(company);
    const items = page.items.map((figure) => ({
      node: new Metric(figure, flags),
      cursor: () => encodeCursor(list, ...cursorOf(figure)),
    }));
    return new MetricConnection({ ...page, items }, selected.length);
  }
}
