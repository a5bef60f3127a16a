import { Field, Float, Int, ObjectType } from 'type-graphql';
import { SUMMARY_SIZE, riskSummary, type RiskSummary, type Rise } from '../../books/risk/riskSummary.js';
import type { RiskList } from '../../books/risk/riskList.js';
import type { Snapshot } from '../../books/snapshot.js';
import { RISK_LEVELS, type RiskLevel } from '../../risk/names.js';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import { Sector } from '../sector/sector.js';
import { Risk } from './risk.js';
import { RiskLevelEnum } from './riskEnums.js';

@ObjectType('RiskLevelCount', { simpleResolvers: true, description: 'The stocks of one level of risk.' })
export class RiskLevelCount {
  @Field(() => RiskLevelEnum, { description: 'The level.' })
  readonly level: RiskLevel;

  @Field(() => Int, { description: 'Stocks of the level, 0 or more.' })
  readonly count: number;

  constructor({ level, count }: RiskSummary['levels'][number]) {
    this.level = level;
    this.count = count;
  }
}

@ObjectType('RiskRise', { simpleResolvers: true, description: 'A risk that rose.' })
export class RiskRise {
  @Field(() => Risk, { description: 'The risk of the session.' })
  readonly risk: Risk;

  @Field(() => DateScalar, { description: 'The session that the rise is measured from.' })
  readonly since: IsoDate;

  @Field(() => Float, { description: 'Points that `value` rose by, above 0.' })
  readonly change: number;

  constructor({ row, change }: Rise, since: IsoDate, snapshot: Pick<Snapshot, 'riskMethod'>) {
    this.risk = Risk.of(row, snapshot);
    this.since = since;
    this.change = change;
  }
}

@ObjectType('SectorRisk', { simpleResolvers: true, description: 'The risk of a sector group.' })
export class SectorRisk {
  @Field(() => Sector, {
    description: 'The sector group that the stocks are in on the session, as is recorded today.',
  })
  readonly sector: Sector;

  @Field(() => Float, { description: 'Median of Risk.value over its stocks, to two decimals.' })
  readonly median: number;

  @Field(() => Int, { description: 'Assessed stocks of the group, 1 or more.' })
  readonly stocks: number;

  constructor(sector: Sector, median: number, stocks: number) {
    this.sector = sector;
    this.median = median;
    this.stocks = stocks;
  }
}

/** What a dashboard without any risk says. */
const NOTHING: Omit<RiskSummary, 'sectors'> = {
  levels: RISK_LEVELS.map((level) => ({ level, count: 0 })),
  thin: 0,
  missing: 0,
  riskiest: [],
  rises: [],
};

@ObjectType('RiskDashboard', {
  simpleResolvers: true,
  description: 'The risks of all stocks on one session, together.',
})
export class RiskDashboard {
  readonly #summary: Omit<RiskSummary, 'sectors'>;
  readonly #snapshot: Pick<Snapshot, 'riskMethod'>;
  /** Each is kept, because a compiled operation reads a property several times. */
  #riskiest: Risk[] | undefined;
  #rises: RiskRise[] | undefined;

  @Field(() => DateScalar, {
    description:
      'The assessed session. Where none is assessed up to the day: the day that was asked for, or today in India; all ' +
      'counts are 0 then.',
  })
  readonly date: IsoDate;

  /** @param list null: no session is assessed */
  constructor(
    readonly list: RiskList | null,
    date: IsoDate,
    snapshot: Pick<Snapshot, 'riskMethod'>,
  ) {
    this.date = date;
    this.#summary = list === null ? NOTHING : riskSummary(list);
    this.#snapshot = snapshot;
  }

  @Field(() => [RiskLevelCount], { description: 'Counts of all four levels, from safe to risky.' })
  get levels(): RiskLevelCount[] {
    return this.#summary.levels.map((count) => new RiskLevelCount(count));
  }

  @Field(() => Int, { description: 'Stocks that have at least one part that is THIN.' })
  get thin(): number {
    return this.#summary.thin;
  }

  @Field(() => Int, { description: 'Stocks that have at least one part that is MISSING.' })
  get missing(): number {
    return this.#summary.missing;
  }

  @Field(() => [Risk], {
    description: `The ${SUMMARY_SIZE} riskiest stocks by value, the riskiest first; equal ones by ticker.`,
  })
  get riskiest(): Risk[] {
    return (this.#riskiest ??= this.#summary.riskiest.map((row) => Risk.of(row, this.#snapshot)));
  }

  @Field(() => [RiskRise], {
    description:
      `The ${SUMMARY_SIZE} largest rises of the value over 5 assessed sessions, the largest first; equal ones by ticker. ` +
      'Stocks that were not assessed then are left out.',
  })
  get rises(): RiskRise[] {
    const since = this.list?.book.formerDay;
    if (!since) return [];
    return (this.#rises ??= this.#summary.rises.map((rise) => new RiskRise(rise, since, this.#snapshot)));
  }
}
