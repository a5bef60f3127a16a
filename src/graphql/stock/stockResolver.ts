import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import { fundamentalsAsOf } from '../../market/fundamentals.js';
import { holdingsAsOf } from '../../market/holdings.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { AFTER, FIRST, FROM, ON, TO } from '../arguments.js';
import { adjustedBars } from '../bar/adjustedBars.js';
import { BarConnection } from '../bar/barConnection.js';
import { actionsLoader, barCountLoader, barsLoader } from '../bar/barLoaders.js';
import { decodeCursor, pageOfRows, pageSize } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { Features } from '../features/features.js';
import { featuresLoader } from '../features/featuresLoader.js';
import { Fundamentals } from '../fundamentals/fundamentals.js';
import { fundamentalFactsLoader } from '../fundamentals/fundamentalsLoader.js';
import { DateScalar } from '../scalars.js';
import { historyCountLoader, historyLoader } from '../score/historyLoaders.js';
import { Score } from '../score/score.js';
import { ScoreConnection } from '../score/scoreConnection.js';
import { groupOf } from '../sector/groupOf.js';
import { Sector } from '../sector/sector.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Shareholding } from '../shareholding/shareholding.js';
import { holdingsLoader } from '../shareholding/shareholdingLoader.js';
import { Stock } from './stock.js';

const SCORES = 100;
const BARS = 260;

@Resolver(() => Stock)
export class StockResolver {
  @FieldResolver(() => Sector, {
    description:
      'Its sector group of today (method §11). A stock without one is in the group "none", named "No sector group", ' +
      'and gets no scores.',
  })
  sector(@Root() stock: Stock, @Ctx() { market, snapshot }: GraphqlContext): Sector {
    const company = snapshot.company(stock.ticker);
    const sector = company && sectorOf(groupOf(company, market.sectors), market);
    if (sector === null) throw new Error(`${stock.ticker} has no company, or its group no name`);
    return sector;
  }

  @FieldResolver(() => Score, {
    nullable: true,
    description: 'The score of the day, or of the newest scored session before it; null where there is none.',
  })
  score(
    @Root() stock: Stock,
    @Arg('mode', () => ModeEnum, { description: 'Whose score.' }) mode: Mode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() { books, runs }: GraphqlContext,
  ): MaybePromise<Score | null> {
    return whenKnown(books.of(mode, on ?? null), (book) => {
      const row = book?.scoreOf(stock.ticker);
      return row ? runs.with([row], () => new Score(row, runs)) : null;
    });
  }

  @FieldResolver(() => ScoreConnection, {
    description: 'Its scores of one mode, one for each session, the newest first.',
  })
  async scores(
    @Root() stock: Stock,
    @Arg('mode', () => ModeEnum, { description: 'Whose scores.' }) mode: Mode,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: SCORES, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ScoreConnection> {
    const { loaders, runs } = context;
    const size = pageSize(first, SCORES, context);
    const before = decodeCursor(after, 'scores', ([date, run]) => (run === undefined ? null : dateIn(date)));
    const stretch = { stockId: stock.stockId, mode, from: from ?? null, to: to ?? null };
    const rows = await loaders.get(historyLoader).load({ ...stretch, before, limit: size + 1 });
    const page = pageOfRows(rows, size, before);
    return runs.with(
      page.items,
      () => new ScoreConnection(page, runs, () => loaders.get(historyCountLoader).load(stretch)),
    );
  }

  @FieldResolver(() => BarConnection, {
    description:
      'Its daily bars, the newest first (turn a page around to draw it). Days on which it was not traded have none.',
  })
  async bars(
    @Root() stock: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('adjusted', () => Boolean, {
      defaultValue: true,
      description:
        'True: as they look on the last day asked for, after all splits and bonuses up to it (method §1), so that ' +
        'they compare; false: as traded. The same where prices were imported as adjusted already.',
    })
    adjusted: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: BARS, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BarConnection> {
    const { loaders } = context;
    const size = pageSize(first, BARS, context);
    const before = decodeCursor(after, 'bars', ([date]) => dateIn(date));
    const stretch = { stockId: stock.stockId, from: from ?? null, to: to ?? null };
    const [traded, actions, newest] = await Promise.all([
      loaders.get(barsLoader).load({ ...stretch, before, limit: size + 1 }),
      adjusted ? loaders.get(actionsLoader).load(stock.stockId) : [],
      adjusted ? loaders.get(featuresLoader).load({ stockId: stock.stockId, until: stretch.to }) : null,
    ]);
    // The newest session: of the features, which go on for some days where a stock is not traded.
    const rows = adjustedBars(traded, actions, newest?.day ?? stretch.to);
    return new BarConnection(pageOfRows(rows, size, before), () => loaders.get(barCountLoader).load(stretch));
  }

  @FieldResolver(() => Features, {
    nullable: true,
    description:
      'What its bars say on a day (method §2), of the newest session up to it; null where it has no bar up to then.',
  })
  async features(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Features | null> {
    const row = await loaders.get(featuresLoader).load({ stockId: stock.stockId, until: on ?? null });
    return row === null || row.close === null ? null : new Features(row, row.close);
  }

  @FieldResolver(() => Fundamentals, {
    nullable: true,
    description:
      'What was known of its business at the close of a day, as recorded today: the newest row of figures that was ' +
      'given, or computed from its statements, not older than 550 days (method §1); null where there is none.',
  })
  async fundamentals(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Fundamentals | null> {
    // Both at the same time, so that they take one statement.
    const [session, { rows, figures }] = await Promise.all([
      sessionOf(stock, on, context),
      context.loaders.get(fundamentalFactsLoader).load(stock.stockId),
    ]);
    if (session === null) return null;
    const known = fundamentalsAsOf(rows, figures, dayOf(session.day), session.close ?? NaN);
    return known && new Fundamentals(known);
  }

  @FieldResolver(() => Shareholding, {
    nullable: true,
    description:
      'Who was known to hold it at the close of a day, as recorded today: the newest quarter, not older than 550 ' +
      'days (method §1); null where there is none.',
  })
  async shareholding(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Shareholding | null> {
    const [session, rows] = await Promise.all([
      sessionOf(stock, on, context),
      context.loaders.get(holdingsLoader).load(stock.stockId),
    ]);
    if (session === null) return null;
    const known = holdingsAsOf(rows, dayOf(session.day));
    return known && new Shareholding(known, rows);
  }
}

const dateIn = (text: string | undefined): IsoDate | null =>
  text === undefined || Number.isNaN(dayOf(text)) ? null : (text as IsoDate);

/**
 * The day as of which facts are asked for, and its close: the stock's newest session with features up to `on`;
 * `on` itself before its first bar.
 */
async function sessionOf(
  { stockId }: Stock,
  on: IsoDate | null | undefined,
  { loaders }: GraphqlContext,
): Promise<{ readonly day: IsoDate; readonly close: number | null } | null> {
  const features = await loaders.get(featuresLoader).load({ stockId, until: on ?? null });
  if (features !== null) return features;
  return on === null || on === undefined ? null : { day: on, close: null };
}
