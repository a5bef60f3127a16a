import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { adjustedBars } from '../../market/adjustedBars.js';
import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { actionsLoader } from '../action/actionsLoader.js';
import { asksFor } from '../asksFor.js';
import { AFTER, AS_RECORDED, BEFORE, FIRST, FROM, LAST, TO } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { featuresLoader } from '../features/featuresLoader.js';
import { requireSpan } from '../requireSpan.js';
import { momentOf, type StockMoment } from '../momentLoader.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Bar, BarConnection } from './bar.js';
import { barFlagsLoader, type DayFlag } from './barFlagsLoader.js';
import { barCountLoader, barsFromEndLoader, barsLoader, type BarRow } from './barLoaders.js';
import { barOriginLoader, type BarOrigin } from './barOriginLoader.js';

const PAGE = 260;
const NO_PLACES = { after: null, before: null };
const NO_ACTIONS = { adjustments: [] };
const NO_PARTS: BarParts = { origins: new Map(), flags: new Map() };

@Resolver(() => Stock)
export class StockBars {
  @FieldResolver(() => BarConnection, {
    description:
      'Daily bars, the newest first; reverse a page to draw it. Days on which the stock was not traded have no bar.',
  })
  async bars(
    @Root() stock: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('adjusted', () => Boolean, {
      defaultValue: true,
      description:
        'True: adjusted for all actions up to the last day of the span, so that all bars are comparable ' +
        '(method §1). False: as traded. Both are the same where the prices were imported as adjusted.',
    })
    adjusted: boolean,
    @Arg('adjustedTo', () => DateScalar, {
      nullable: true,
      description:
        'The day up to which bars are adjusted, in place of the last day of the span: for the actions up to it, and for ' +
        'no later one, so that bars after it are as traded. It needs `adjusted`. Null: the last day of the span.',
    })
    adjustedTo: IsoDate | null | undefined,
    @Arg('asRecorded', () => DateTimeScalar, { nullable: true, description: AS_RECORDED })
    asRecorded: Date | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BarConnection> {
    const { loaders, snapshot } = context;
    requireSpan(from, to);
    if (adjustedTo && !adjusted) {
      throw new UserError(
        `Expected adjusted to be true with adjustedTo ${adjustedTo}, got false: leave one of both out.`,
      );
    }
    const size = requestedPage({ first, last }, PAGE, context);
    const moment = momentOf(asRecorded);
    const of = { stock: stock.ticker, from: from ?? null, to: to ?? null, adjusted };
    const list = { name: 'bars', of: { ...of, adjustedTo: adjustedTo ?? null, asRecorded: moment } };
    const places = decodeCursors({ after, before }, list, ([day, asOf]) => placeOf(day, asOf));
    // All pages of a list are adjusted up to the same day, and end with it, so that their bars are comparable.
    const ofList = (places.after ?? places.before)?.asOf ?? null;
    const key = { stockId: stock.stockId, moment };
    const stretch = { ...key, from: from ?? null, to: ofList ?? to ?? null };
    const isNew = adjusted && !adjustedTo && ofList === null;
    const isFromEnd = size.first === null;
    const [traded, { adjustments }, features, newest] = await Promise.all([
      loaders.get(isFromEnd ? barsFromEndLoader : barsLoader).load({
        ...stretch,
        after: places.after?.day ?? null,
        before: places.before?.day ?? null,
        limit: rowsToRead(size),
      }),
      adjusted ? loaders.get(actionsLoader).load(key) : NO_ACTIONS,
      isNew
        ? loaders.get(featuresLoader).load({ ...key, until: stretch.to, method: snapshot.servedMethod })
        : null,
      isNew && isFromEnd ? loaders.get(barsLoader).load({ ...stretch, ...NO_PLACES, limit: 1 }) : [],
    ]);
    // Features tell the newest session: they go on for some days after the last bar when a stock is not traded. The
    // running session may have a bar and no features yet.
    const known = features?.day ?? stretch.to;
    const newestDay = (newest.at(0) ?? traded.at(0))?.day;
    const isBehind = newestDay !== undefined && (known === null || newestDay > known);
    const asOf = isBehind ? newestDay : known;
    const bars = adjustedTo
      ? adjustedBars(
          traded,
          adjustments.filter((one) => one.from <= dayOf(adjustedTo)),
          null,
        )
      : adjustedBars(traded, adjustments, asOf);
    const page = pageOfRows(bars, size, places);
    const { origins, flags } = await partsOf(page.items, key, context, info);
    const items = page.items.map((row) => ({
      node: new Bar(row, origins.get(row.day), flags.get(row.day) ?? []),
      cursor: () => encodeCursor(list, row.day, adjusted && !adjustedTo ? asOf : null),
    }));
    return new BarConnection({ ...page, items }, () => loaders.get(barCountLoader).load(stretch));
  }
}

/** What bars were recorded with, by their days. */
interface BarParts {
  readonly origins: ReadonlyMap<IsoDate, BarOrigin>;
  readonly flags: ReadonlyMap<IsoDate, readonly DayFlag[]>;
}

/** Reads what bars were recorded with, as far as the operation asks for it: a statement of its own for all lists of bars. */
async function partsOf(
  bars: readonly BarRow[],
  of: StockMoment,
  { loaders }: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<BarParts> {
  const [newest, oldest] = [bars.at(0), bars.at(-1)];
  if (newest === undefined || oldest === undefined) return NO_PARTS;
  const span = { ...of, from: oldest.day, to: newest.day };
  const [origins, found] = await Promise.all([
    asksFor(info, ['source', 'recordedAt', 'series'])
      ? loaders.get(barOriginLoader).load(span)
      : NO_PARTS.origins,
    asksFor(info, ['flags']) ? loaders.get(barFlagsLoader).load(span) : [],
  ]);
  const flags = new Map<IsoDate, DayFlag[]>();
  for (const flag of found) flags.set(flag.day, [...(flags.get(flag.day) ?? []), flag]);
  return { origins, flags };
}

/** A place in a list of bars. */
interface BarPlace {
  readonly day: IsoDate;
  /** The last day of the list, which its bars are adjusted up to; null: as traded, or up to the newest. */
  readonly asOf: IsoDate | null;
}

function placeOf(date: unknown, last: unknown): BarPlace | null {
  const [day, asOf] = [dateInCursor(date), dateInCursor(last)];
  return day === null || (asOf === null && last !== null) ? null : { day, asOf };
}
