import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { FeedStatus } from '../../database/tables.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import type { BacktestRow } from '../../studies/backtests/backtestRow.js';
import { connectionOf } from '../connection/connectionOf.js';
import { ModeEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../scalars.js';
import { Person } from '../user/person.js';

export const BACKTEST_IDS = numberIds('Backtest');

@ObjectType('Backtest', {
  implements: Node,
  simpleResolvers: true,
  description:
    'What a model from scores would have done: its equity curve next to NIFTY 50 and 200 random portfolios of the same rules. ' +
    'A worker computes it. Figures are null until it has succeeded, and where there are too few sessions to tell.',
})
export class Backtest implements Node {
  readonly row: BacktestRow;

  @Field(() => JobStatusEnum, { description: 'State of the backtest.' })
  readonly status: FeedStatus;

  @Field(() => Float, {
    nullable: true,
    description: 'The fraction of its sessions that is done; null unless it runs.',
  })
  readonly progress: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the backtest failed; null unless its status is FAILED.',
  })
  readonly error: string | null;

  @Field(() => Person, { nullable: true, description: 'The user whose backtest it is.' })
  readonly owner: Person | null;

  @Field(() => ModeEnum, { description: 'The mode of the scores.' })
  readonly mode: Mode;

  @Field(() => String, { description: 'The name of the method of the scores.' })
  readonly methodName: string;

  @Field(() => DateScalar, {
    description: 'First day of the span. The curve begins on its first session with scores.',
  })
  readonly from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of the span.' })
  readonly to: IsoDate;

  @Field(() => Float, {
    nullable: true,
    description: 'Return from the first to the last session after costs, as a fraction.',
  })
  readonly totalReturn: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Return of NIFTY 50 over the same sessions, as a fraction. It is a price index, without dividends. Null where it has ' +
      'ended: its last close is more than 10 sessions old.',
  })
  readonly benchmark: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The total return, compounded to 252 sessions, as a fraction.',
  })
  readonly annualReturn: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Sample standard deviation of the returns of sessions × √252, as a fraction.',
  })
  readonly volatility: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The greatest fall from a former highest value, as a fraction, 0 or above.',
  })
  readonly maxDrawdown: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Half of what was bought and sold in 252 sessions, as a fraction of the mean value.',
  })
  readonly turnover: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Costs of all trades in ₹.' })
  readonly costs: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The median total return of the random portfolios, as a fraction.',
  })
  readonly randomMedian: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The fraction of the random portfolios that ended lower than the model.',
  })
  readonly randomShareBeaten: number | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  constructor(row: BacktestRow) {
    const { figures } = row;
    this.row = row;
    this.status = row.status;
    this.progress = row.progress;
    this.error = row.error;
    this.owner = new Person(row.owner);
    this.mode = row.mode;
    this.methodName = row.method;
    this.from = row.from;
    this.to = row.to;
    this.totalReturn = figures?.totalReturn ?? null;
    this.benchmark = figures?.benchmark ?? null;
    this.annualReturn = figures?.annualReturn ?? null;
    this.volatility = figures?.volatility ?? null;
    this.maxDrawdown = figures?.maxDrawdown ?? null;
    this.turnover = figures?.turnover ?? null;
    this.costs = figures?.costs ?? null;
    this.randomMedian = figures?.randomMedian ?? null;
    this.randomShareBeaten = figures?.randomShareBeaten ?? null;
    this.createdAt = row.createdAt;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(BACKTEST_IDS, this.row.id);
  }
}

export const BacktestConnection = connectionOf(Backtest, {
  name: 'Backtest',
  description: 'A page of backtests, the newest first.',
});
export type BacktestConnection = InstanceType<typeof BacktestConnection>;
