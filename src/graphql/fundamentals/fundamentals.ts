import { Field, Float, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import { MAX_AGE_DAYS, type KnownFundamentals } from '../../market/fundamentals.js';
import type { Yields } from '../../market/valuation/yieldsAsOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { snapOrNull } from '../../scoring/rounding.js';
import type { StockMoment } from '../momentLoader.js';
import { DateScalar } from '../scalars.js';

/** What figures are known of, and as of which session. */
export interface FundamentalsOf extends StockMoment {
  readonly day: IsoDate;
}

const MISSING = 'null when it is unknown, or too old to count';
const nullable = true;

@ObjectType('Fundamentals', {
  simpleResolvers: true,
  description:
    'What was known of a business on a day (method §1), as reported or computed from statements, before hygiene. A ' +
    `figure of a period that ended more than ${MAX_AGE_DAYS} days before the day counts as missing.`,
})
export class Fundamentals {
  @Field(() => DateScalar, { description: 'End of the newest period that the figures are from.' })
  readonly periodEnd: IsoDate;

  @Field(() => DateScalar, { description: 'Day on which the figures were published.' })
  readonly publishedOn: IsoDate;

  @Field(() => String, {
    description:
      'Kind of source: PRIMARY or SECONDARY. A secondary source lowers the confidence (method §8).',
  })
  readonly source: string;

  @Field(() => Float, {
    nullable,
    description: `Return on equity, mean of three years, as a fraction; ${MISSING}.`,
  })
  readonly roe3y: number | null;

  @Field(() => Float, {
    nullable,
    description: `Return on capital employed, mean of three years, as a fraction; ${MISSING}.`,
  })
  readonly roce3y: number | null;

  @Field(() => Float, {
    nullable,
    description:
      `Annual growth of earnings per share over three years, as a fraction; ${MISSING}, or earnings were not ` +
      'positive.',
  })
  readonly epsCagr3y: number | null;

  @Field(() => Float, {
    nullable,
    description: `Annual growth of sales over three years, as a fraction; ${MISSING}.`,
  })
  readonly salesCagr3y: number | null;

  @Field(() => Float, {
    nullable,
    description: `Price divided by the earnings per share of four quarters, as a multiple, negative for a loss; ${MISSING}.`,
  })
  readonly pe: number | null;

  @Field(() => Float, {
    nullable,
    description: `Enterprise value divided by EBITDA, as a multiple; ${MISSING}.`,
  })
  readonly evEbitda: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Sample standard deviation of the operating margin over the newest 8 to 12 quarters, as a fraction; ' +
      `${MISSING}.`,
  })
  readonly opmStdev12q: number | null;

  @Field(() => Float, {
    nullable,
    description: `Return on assets, mean of three years, as a fraction; ${MISSING}.`,
  })
  readonly roa3y: number | null;

  @Field(() => Float, { nullable, description: `Gross non-performing assets of a lender, in %; ${MISSING}.` })
  readonly gnpaPct: number | null;

  @Field(() => Float, {
    nullable,
    description: `Provision coverage of a lender: provisions for bad loans, in % of these loans; ${MISSING}.`,
  })
  readonly pcrPct: number | null;

  @Field(() => Float, {
    nullable,
    description: `Net interest margin of a lender, mean of three years, in %; ${MISSING}.`,
  })
  readonly nim3y: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Earnings over price, as a fraction, negative for a loss: 1 / P/E where a positive one is quoted, else the newest ' +
      'annual earnings per share over the close, both adjusted for the same splits, bonuses and consolidations; ' +
      `${MISSING}.`,
  })
  readonly earningsYield: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Equity of the newest year over the price of all shares, as a fraction. The shares are those that the company ' +
      'reports, adjusted for splits, bonuses and consolidations, else net profit over earnings per share of that year; ' +
      `${MISSING}, and where the figures give no number of shares above 0, or a yield beyond ±100.`,
  })
  readonly bookYield: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Growth of total assets from the year before to the newest one, as a fraction; ' +
      `${MISSING}, and where the assets of the year before are unknown or not positive.`,
  })
  readonly assetGrowth: number | null;

  @Field(() => String, {
    nullable,
    description:
      'What the statements cover that the figures are computed from: CONSOLIDATED (the group) or STANDALONE (the company ' +
      'alone); null where the source does not say, and where it computed the figures itself.',
  })
  readonly basis: string | null;

  /** @param of what its flags are read by */
  constructor(
    { periodEnd, publishedOn, source, basis, values }: KnownFundamentals,
    { earningsYield, bookYield, assetGrowth }: Yields,
    readonly of: FundamentalsOf,
  ) {
    this.basis = basis || null;
    this.periodEnd = isoOf(periodEnd);
    this.publishedOn = isoOf(publishedOn);
    this.source = source;
    this.roe3y = snapOrNull(values.roe_3y);
    this.roce3y = snapOrNull(values.roce_3y);
    this.epsCagr3y = snapOrNull(values.eps_cagr_3y);
    this.salesCagr3y = snapOrNull(values.sales_cagr_3y);
    this.pe = snapOrNull(values.pe);
    this.evEbitda = snapOrNull(values.ev_ebitda);
    this.opmStdev12q = snapOrNull(values.opm_stdev_12q);
    this.roa3y = snapOrNull(values.roa_3y);
    this.gnpaPct = snapOrNull(values.gnpa_pct);
    this.pcrPct = snapOrNull(values.pcr_pct);
    this.nim3y = snapOrNull(values.nim_3y);
    this.earningsYield = snapOrNull(earningsYield);
    this.bookYield = snapOrNull(bookYield);
    this.assetGrowth = snapOrNull(assetGrowth);
  }
}
