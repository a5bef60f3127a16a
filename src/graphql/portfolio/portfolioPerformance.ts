import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { indexReturns } from '../../portfolios/performance/indexReturns.js';
import { performanceOf } from '../../portfolios/performance/performanceOf.js';
import { dayOf, isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { dayIn, holdingsLoaders, type PortfolioBook } from './holdingsLoaders.js';
import { spanHistoryLoader, type SpanHistory } from './historyLoaders.js';
import { moneyText } from './moneyText.js';
import { Performance } from './performance.js';
import { PerformancePoint } from './performancePoint.js';
import { Portfolio } from './portfolio.js';

@Resolver(() => Portfolio)
export class PortfolioPerformance {
  @FieldResolver(() => Performance, {
    description:
      'What it has earned from the close of the last session on or before `from` to the close of the last one on or before ' +
      '`to`.',
  })
  async performance(
    @Root() { row: { id } }: Portfolio,
    @Arg('from', () => DateScalar, {
      nullable: true,
      description: 'First day of the span; null, and an earlier day: that of the first entry.',
    })
    from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'Last day of the span; null, and a later day: the newest. It must not be before `from`.',
    })
    to: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Performance> {
    requireSpan(from, to);
    const key = { portfolioId: id, from: from ?? null, to: to ?? null };
    const [book, span] = await Promise.all([
      loaders.get(holdingsLoaders).books.load(id),
      loaders.get(spanHistoryLoader).load(key),
    ]);
    return performanceIn(book, span, key);
  }
}

function performanceIn(
  book: PortfolioBook,
  { history, index }: SpanHistory,
  { from: asked, to }: { readonly from: IsoDate | null; readonly to: IsoDate | null },
): Performance {
  const { rows, actions, days, newest } = book;
  const last = dayIn(book, to);
  if (last === null || newest === null) {
    const day = to ?? asked ?? newest ?? ('1970-01-01' as IsoDate);
    return new Performance({ from: asked ?? day, to: day, totalReturn: null, benchmark: null, points: [] });
  }
  const start = asked === null || asked < rows[0].day ? rows[0].day : asked;
  const from = start > last ? last : start;
  const first = days.upTo(from);
  const sessions = days.from(days.upTo(isoOf(dayOf(first) - 1)), last);
  const { totalReturn, benchmark, points } = performanceOf({
    ...{ rows, closes: history.closes, sessions, index, from, to: last },
    actions: actions.shares,
  });
  const benchmarks = indexReturns(
    index,
    points.map(({ date }) => date),
  );
  const shown = points.flatMap(({ date, value, cumulative }, k) =>
    value === null || cumulative === null
      ? []
      : new PerformancePoint({
          ...{ date, value: moneyText(value), totalReturn: cumulative },
          benchmark: benchmarks[k],
        }),
  );
  return new Performance({ from, to: last, totalReturn, benchmark, points: shown });
}
