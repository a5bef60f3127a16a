import { Field, Float, ObjectType } from 'type-graphql';
import { UNIVERSE_SESSIONS } from '../../market/crossSection.js';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import type { FeaturesRow } from './featuresLoader.js';

const WINDOW = 'null until there are enough bars, and after an interruption of trading';
const nullable = true;

@ObjectType('Features', {
  simpleResolvers: true,
  description:
    'Technical indicators of a stock on a day (method §2), computed from its own bars up to that day, which are ' +
    'adjusted for the actions up to it. Prices are in ₹.',
})
export class Features {
  @Field(() => DateScalar, {
    description: `The session. The last bar is fewer than ${UNIVERSE_SESSIONS} sessions older.`,
  })
  readonly date: IsoDate;

  @Field(() => DateScalar, {
    description: 'The day of the last bar, which close and volume are of.',
  })
  readonly barDate: IsoDate;

  @Field(() => Float, { description: 'Close of the last bar, in ₹.' })
  readonly close: number;

  @Field(() => Float, { nullable, description: `Mean of 20 closes, in ₹; ${WINDOW}.` })
  readonly dma20: number | null;

  @Field(() => Float, { nullable, description: `Mean of 50 closes, in ₹; ${WINDOW}.` })
  readonly dma50: number | null;

  @Field(() => Float, { nullable, description: `Mean of 200 closes, in ₹; ${WINDOW}.` })
  readonly dma200: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Relative strength index over 14 changes, 0 to 100, with plain means instead of Wilder's smoothing; " +
      `${WINDOW}.`,
  })
  readonly rsi14: number | null;

  @Field(() => Float, { nullable, description: `Mean true range of 14 sessions, in ₹; ${WINDOW}.` })
  readonly atr14: number | null;

  @Field(() => Float, {
    nullable,
    description: 'MACD line: EMA12 - EMA26 of closes, in ₹; null with fewer than 26 bars. It is not scored.',
  })
  readonly macdLine: number | null;

  @Field(() => Float, {
    nullable,
    description: 'MACD signal: EMA9 of the MACD line, in ₹; null with fewer than 34 bars. It is not scored.',
  })
  readonly macdSignal: number | null;

  @Field(() => Float, {
    nullable,
    description: `Highest high of the 20 bars before the last one, in ₹; ${WINDOW}.`,
  })
  readonly resistanceHigh: number | null;

  @Field(() => Float, { nullable, description: `Lowest low of 20 sessions, in ₹; ${WINDOW}.` })
  readonly low20: number | null;

  @Field(() => Float, { nullable, description: `Highest high of 252 sessions, in ₹; ${WINDOW}.` })
  readonly high52w: number | null;

  @Field(() => Float, { nullable, description: `Lowest low of 252 sessions, in ₹; ${WINDOW}.` })
  readonly low52w: number | null;

  @Field(() => Float, {
    nullable,
    description: `Return over 21 sessions, as a fraction (0.05 is 5 %); ${WINDOW}.`,
  })
  readonly return21d: number | null;

  @Field(() => Float, { nullable, description: `Return over 63 sessions, as a fraction; ${WINDOW}.` })
  readonly return63d: number | null;

  @Field(() => Float, { nullable, description: `Return over 126 sessions, as a fraction; ${WINDOW}.` })
  readonly return126d: number | null;

  @Field(() => Float, {
    nullable,
    description: `Return from 63 sessions ago to 21 sessions ago, as a fraction: the last month is left out; ${WINDOW}.`,
  })
  readonly return63dTo21d: number | null;

  @Field(() => Float, {
    nullable,
    description: `Return from 126 sessions ago to 21 sessions ago, as a fraction: the last month is left out; ${WINDOW}.`,
  })
  readonly return126dTo21d: number | null;

  @Field(() => Float, {
    nullable,
    description: `Sample standard deviation of 20 daily log returns, as a fraction per day, not annualised; ${WINDOW}.`,
  })
  readonly sigma20: number | null;

  @Field(() => Float, {
    nullable,
    description: `Sample standard deviation of 60 daily log returns, as a fraction per day, not annualised; ${WINDOW}.`,
  })
  readonly sigma60: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Median traded value of up to 20 sessions, in ₹ crore (ten million); null with fewer than 5 bars.',
  })
  readonly medianTradedValueCr: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Volume of the last bar divided by the mean volume of the up to 20 bars before it, as a multiple; null when there is ' +
      'no such mean, or it is 0.',
  })
  readonly volumeRatio: number | null;

  constructor(row: FeaturesRow, close: number) {
    this.date = row.day;
    this.barDate = row.bar_date;
    this.close = close;
    this.dma20 = row.dma20;
    this.dma50 = row.dma50;
    this.dma200 = row.dma200;
    this.rsi14 = row.rsi14;
    this.atr14 = row.atr14;
    this.macdLine = row.macd_line;
    this.macdSignal = row.macd_signal;
    this.resistanceHigh = row.resistance_high;
    this.low20 = row.lo20;
    this.high52w = row.hi52w;
    this.low52w = row.lo52w;
    this.return21d = row.ret_21d;
    this.return63d = row.ret_63d;
    this.return126d = row.ret_126d;
    this.return63dTo21d = row.ret_63_21d;
    this.return126dTo21d = row.ret_126_21d;
    this.sigma20 = row.sigma20;
    this.sigma60 = row.sigma60;
    this.medianTradedValueCr = row.median_traded_value_cr;
    this.volumeRatio = row.volume_ratio;
  }
}
