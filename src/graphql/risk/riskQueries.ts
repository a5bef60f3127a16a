import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RiskBook } from '../../books/risk/riskBook.js';
import { decodeRiskCursor } from '../../books/risk/riskCursor.js';
import { riskPage } from '../../books/risk/riskPage.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { AFTER, BEFORE, FIRST, LAST, ON } from '../arguments.js';
import { codedError } from '../codedError.js';
import { requestedPage } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { DateScalar } from '../scalars.js';
import { requireKnownRiskFilter } from './requireKnownRiskFilter.js';
import { Risk, RiskConnection } from './risk.js';
import { RiskFilter, RiskOrder } from './riskFilter.js';
import { riskListIn } from './riskListIn.js';
import { RiskMethod } from './riskMethod.js';

const PAGE = 50;
const NO_PAGE = { items: [], hasNextPage: false, hasPreviousPage: false };

@Resolver()
export class RiskQueries {
  @Query(() => RiskConnection, {
    description:
      'The risks of all stocks that are assessed on a session, filtered, ordered and in pages. All pages of a list are ' +
      'from the run of the first page, so that no stock is missed or repeated when the session is assessed again in ' +
      'between.',
  })
  risks(
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: `${ON} With a cursor, null means the day of the cursor, and another day is refused.`,
    })
    on: IsoDate | null | undefined,
    @Arg('filter', () => RiskFilter, { nullable: true, description: 'The risks to list; null: all.' })
    filter: RiskFilter | null | undefined,
    @Arg('orderBy', () => RiskOrder, {
      nullable: true,
      description: 'The order of the risks; null: the riskiest first, by value.',
    })
    orderBy: RiskOrder | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<RiskConnection> {
    const { books, snapshot } = context;
    const size = requestedPage({ first, last }, PAGE, context);
    const wanted = requireKnownRiskFilter(filter, context);
    const text = after ?? before ?? null;
    const cursor = text === null ? null : decodeRiskCursor(text);
    const asked = cursor === null ? (on ?? null) : cursor.on;
    const found = cursor === null ? books.risksOf(asked) : books.risksOfRun(cursor.runId);
    return whenKnown(found, (book) => {
      if (book === null) return new RiskConnection(NO_PAGE, 0);
      if (cursor !== null) requireAssessed(book, context);
      if (cursor !== null && on) requireDay(on, asked, book, context);
      const request = { ...size, on: asked, filter: wanted, orderBy, after, before };
      const page = riskPage(riskListIn(context, book), request);
      const items = page.items.map(({ row, cursor: cursorOf }) => ({
        node: Risk.of(row, snapshot),
        cursor: cursorOf,
      }));
      return new RiskConnection({ ...page, items }, page.totalCount);
    });
  }

  @Query(() => RiskMethod, {
    description:
      'The method of the newest assessed session; before any is assessed, the one that the service will assess with.',
  })
  riskMethod(@Ctx() { market, snapshot }: GraphqlContext): RiskMethod {
    const newest = snapshot.assessedDay(null);
    if (newest === null) return new RiskMethod(market.risk.method, market.risk.document);
    const { methodHash } = newest;
    return new RiskMethod(snapshot.riskMethod(methodHash), snapshot.riskMethodDocument(methodHash));
  }
}

/** Refuses a cursor of a session that was withdrawn: the service does not have its risks any more. */
function requireAssessed({ day }: RiskBook, { snapshot }: Pick<GraphqlContext, 'snapshot'>): void {
  if (snapshot.riskRunOn(day) !== null) return;
  throw codedError(
    'CURSOR_EXPIRED',
    `Expected a cursor of a day that is assessed, got one of ${day}, which was withdrawn: begin again without a cursor.`,
    { status: 410 },
  );
}

/**
 * Refuses a cursor of another day than the one that a client asks for. The same words mean the same day for all pages
 * of a list, also where another session was assessed since the first page.
 *
 * @param first the day that the client asked for with the first page; null: the newest
 */
function requireDay(
  on: IsoDate,
  first: IsoDate | null,
  { day }: RiskBook,
  { snapshot }: Pick<GraphqlContext, 'snapshot'>,
): void {
  if (on === first || on === day || snapshot.assessedDay(on)?.day === day) return;
  throw new UserError(
    `Expected a cursor of ${on}, got one of ${day}: ask for its day, or begin again without a cursor.`,
  );
}
