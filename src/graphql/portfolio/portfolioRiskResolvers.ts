import { Arg, Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { sectorOn } from '../../books/sectorOn.js';
import { dayOf } from '../../market/day.js';
import { holdingsAtRisk, RISK_SESSIONS } from '../../portfolios/market/holdingsAtRisk.js';
import { sessionReturns } from '../../portfolios/market/readReturns.js';
import { unitsOf, WEIGHT } from '../../portfolios/money/units.js';
import { riskOf } from '../../portfolios/portfolioRisk/riskOf.js';
import { weightedMean } from '../../portfolios/portfolioRisk/weightedMean.js';
import type { PortfolioRow } from '../../portfolios/store/portfolioRow.js';
import type { LimitName } from '../../portfolios/portfolioRisk/usualLimits.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';
import { riskHistoryLoader } from './historyLoaders.js';
import { holdingsLoaders, type PricedPortfolio } from './holdingsLoaders.js';
import { Portfolio } from './portfolio.js';
import { PortfolioRisk } from './portfolioRisk.js';
import { stockNamed } from './stockNamed.js';

/** The day of what has none: an empty portfolio in an empty store. */
const EPOCH = '1970-01-01' as IsoDate;

@Resolver(() => Portfolio)
export class PortfolioRiskOf {
  @FieldResolver(() => PortfolioRisk, {
    description: 'What its holdings of a day risk. Holdings without a price are left out.',
  })
  async risk(
    @Root() { row }: Portfolio,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<PortfolioRisk> {
    const { loaders, market, snapshot } = context;
    const day = { portfolioId: row.id, on: on ?? null };
    const [book, priced, history] = await Promise.all([
      loaders.get(holdingsLoaders).books.load(row.id),
      loaders.get(holdingsLoaders).priced.load({ ...day, modelId: row.modelId }),
      loaders.get(riskHistoryLoader).load(day),
    ]);
    const sessions = priced === null ? [] : lastSessions(priced);
    const holdings =
      priced === null
        ? []
        : holdingsAtRisk(priced.state, priced.prices, history.stocks, sessions, (ticker) =>
            sectorOn(ticker, dayOf(priced.state.day), snapshot, market.sectors),
          );
    const closes = new Map(history.index.map(({ day: session, close }) => [session, close]));
    const figures = riskOf({
      holdings,
      cash: priced?.state.cash ?? 0n,
      index: sessionReturns(closes, sessions),
      limits: limitsOf(row),
    });
    const date = priced?.state.day ?? on ?? book.newest ?? EPOCH;
    return new PortfolioRisk(date, figures, holdings, (key) => {
      const sector = sectorOf(key, market);
      if (sector === null) throw new Error(`Expected a named sector group, got ${key}.`);
      return sector;
    });
  }
}

/** Returns the sessions of the returns, and the one before them. */
const lastSessions = ({ book, state }: PricedPortfolio): readonly IsoDate[] =>
  book.days.last(state.day, RISK_SESSIONS + 1);

const limitsOf = ({ limits }: PortfolioRow) => {
  const units = (name: LimitName): bigint => unitsOf(limits[name], WEIGHT) ?? 0n;
  return {
    position: units('position'),
    sector: units('sector'),
    cash: units('cash'),
    valueAtRisk: units('valueAtRisk'),
  };
};

@Resolver(() => PortfolioRisk)
export class PortfolioRiskResolver {
  @FieldResolver(() => [Stock], {
    description: 'Holdings with fewer than 250 returns. The others count with the share of all holdings.',
  })
  leftOut(
    @Root() { leftOutTickers }: PortfolioRisk,
    @Ctx() context: GraphqlContext,
  ): Promise<readonly Stock[]> {
    return Promise.all(leftOutTickers.map((ticker) => stockNamed(ticker, context)));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The mean score of the holdings by weight, of the newest scored session up to the day; null where none has a score.',
  })
  async meanScore(
    @Root() { date, holdings }: PortfolioRisk,
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR', description: 'The mode of the scores.' })
    mode: Mode,
    @Ctx() { books }: GraphqlContext,
  ): Promise<number | null> {
    const book = await books.of(mode, date);
    return weightedMean(holdings.map(({ ticker, value }) => [value, book?.scoreOf(ticker)?.value ?? null]));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The mean of Risk.judged of the holdings by weight, of the newest assessed session up to the day; null where none has a ' +
      'risk.',
  })
  async meanRisk(
    @Root() { date, holdings }: PortfolioRisk,
    @Ctx() { books }: GraphqlContext,
  ): Promise<number | null> {
    const book = await books.risksOf(date);
    return weightedMean(holdings.map(({ ticker, value }) => [value, book?.riskOf(ticker)?.judged ?? null]));
  }
}
