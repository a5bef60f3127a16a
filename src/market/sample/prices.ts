import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Factors } from './factors.js';
import { priceScale } from './priceScale.js';
import { Random } from './random.js';
import type { Story } from './story.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** One stock's path in today's shares, one element per session, whether it traded or not. Prices are not rounded. */
export interface Path {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** The value traded, in ₹. */
  readonly turnover: Float64Array;
}

const RUPEES_PER_CRORE = 1e7;
/** NSE's tick is ₹ 0.05 for most stocks. */
const TICKS_PER_RUPEE = 20;
/** The largest return of a day. It lies within the exchange's price band of 20 %, so that no ordinary day is a JUMP. */
const PRICE_BAND = 0.18;
/** Each standard deviation above the group brings 5 % a year. */
const DRIFT_PER_QUALITY = 0.0002;
const SPECULATION = { sessions: 30, volatility: 0.05 };
const BREAKOUT = { sessions: 60, drift: 0.0025, lastReturn: 0.045, turnover: 2.8 };
const DEMERGER = -0.34;
/** A high that was typed with a wrong digit. */
const MISTYPED = 1.4;

/** Draws a walk that the market, the group and the company drive. Now and then, news moves price and turnover alike. */
export function pathOf(company: SampleCompany, factors: Factors): Path {
  const { group, story, quality } = company;
  const random = new Random(`prices ${company.ticker}`);
  const sessions = factors.market.length;
  const ofGroup = factors.ofGroup.get(group) ?? new Float64Array(sessions);
  const beta = random.between(0.7, 1.3);
  const volatility = random.between(0.01, 0.02);
  const path = {
    open: new Float64Array(sessions),
    high: new Float64Array(sessions),
    low: new Float64Array(sessions),
    close: new Float64Array(sessions),
    turnover: new Float64Array(sessions),
  };
  let before = company.price;
  for (let session = 0; session < sessions; session++) {
    const ago = sessions - 1 - session;
    const sigma = volatilityAt(story, ago, volatility);
    // One day in sixty brings news, which makes for fat tails.
    const shock = sigma * random.normal() * (random.chance(1 / 60) ? 2.5 : 1);
    const drawn = beta * factors.market[session] + ofGroup[session] + shock + DRIFT_PER_QUALITY * quality;
    const change = changeAt(story, ago, drawn);
    const gap = ago === story.demergedAgo ? DEMERGER : 0.4 * sigma * random.normal();
    const open = before * (1 + gap);
    const close = before * (1 + change);
    path.open[session] = open;
    path.high[session] = Math.max(open, close) * (1 + 0.4 * sigma * Math.abs(random.normal()));
    path.low[session] = Math.min(open, close) * (1 - 0.4 * sigma * Math.abs(random.normal()));
    path.close[session] = close;
    // The more a price moves, the more is traded: at a typical move of 1.3 %, 0.95 of the ordinary value.
    const activity = random.between(0.7, 1.3) * (0.8 + 12 * Math.abs(change));
    const isBreakout = story.breaksOut && ago === 0;
    path.turnover[session] =
      company.turnoverCr * RUPEES_PER_CRORE * (isBreakout ? BREAKOUT.turnover : activity);
    before = close;
  }
  return path;
}

function volatilityAt(story: Partial<Story>, ago: number, ordinary: number): number {
  if (isWithin(ago, story.unchangedAgo)) return 0;
  return story.isSpeculative && ago < SPECULATION.sessions ? SPECULATION.volatility : ordinary;
}

/** Returns the return of a day: as the story tells, or else as drawn, within the price band. */
function changeAt(story: Partial<Story>, ago: number, drawn: number): number {
  if (ago === story.demergedAgo) return DEMERGER;
  if (isWithin(ago, story.unchangedAgo)) return 0;
  if (story.breaksOut && ago === 0) return BREAKOUT.lastReturn;
  const climb = story.breaksOut && ago < BREAKOUT.sessions ? BREAKOUT.drift : 0;
  return Math.min(PRICE_BAND, Math.max(-PRICE_BAND, drawn + climb));
}

/** Returns whether a session lies in a stretch, whose ends are counted before the last session. */
function isWithin(ago: number, range: readonly [number, number] | undefined): boolean {
  return range !== undefined && ago <= range[0] && ago >= range[1];
}

/** Returns whether a stock has a bar. */
export function isTraded({ story }: SampleCompany, ago: number): boolean {
  const isListed = ago <= (story.firstBarAgo ?? Infinity) && ago >= (story.lastBarAgo ?? 0);
  return isListed && !isWithin(ago, story.holeAgo);
}

/** Returns bars as traded: in the shares of their day, at whole ticks. */
export function pricesTable(paths: ReadonlyMap<SampleCompany, Path>, timeline: Timeline): Table {
  const dates = Array.from(timeline, (day) => isoOf(day));
  const rows: string[][] = [];
  for (const [company, path] of paths) {
    for (let session = 0; session < dates.length; session++) {
      const ago = dates.length - 1 - session;
      if (isTraded(company, ago)) {
        rows.push([
          company.ticker,
          dates[session],
          ...barOf(company, path, session, ago),
          seriesOf(company, ago),
        ]);
      } else if (ago === company.story.copiedAgo) {
        rows.push([company.ticker, dates[session], ...rows[rows.length - 1].slice(2)]);
      }
    }
  }
  return {
    file: 'prices.csv.gz',
    columns: ['ticker', 'date', 'open', 'high', 'low', 'close', 'volume', 'value', 'series'],
    rows,
  };
}

const seriesOf = ({ story }: SampleCompany, ago: number): string =>
  ago <= (story.tradeToTradeAgo ?? -1) ? 'BE' : 'EQ';

function barOf(company: SampleCompany, path: Path, session: number, ago: number): string[] {
  const scale = priceScale(company, path, ago);
  const price = (column: 'open' | 'high' | 'low' | 'close', factor = 1) =>
    Math.round(path[column][session] * scale * factor * TICKS_PER_RUPEE) / TICKS_PER_RUPEE;
  const [open, low, close] = [price('open'), price('low'), price('close')];
  const high = price('high', ago === company.story.mistypedAgo ? MISTYPED : 1);
  const mean = (price('high') + low + close) / 3;
  const volume = ago === company.story.noVolumeAgo ? 0 : Math.round(path.turnover[session] / mean);
  return [
    ...[open, high, low, close].map((value) => value.toFixed(2)),
    String(volume),
    (volume * mean).toFixed(0),
  ];
}
