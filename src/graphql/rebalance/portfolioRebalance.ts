import { Field, ObjectType } from 'type-graphql';
import type { PortfolioStatus, RebalanceReason } from '../../portfolios/names.js';
import { DriftReport } from '../portfolio/driftReport.js';
import { PortfolioStatusEnum, RebalanceReasonEnum } from '../portfolioEnums.js';
import { DecimalScalar } from '../scalars.js';
import { Infeasibility } from './infeasibility.js';
import type { ShownAnswer } from './shownRebalance.js';
import { Transaction } from './transaction.js';

const OF_VALUE = 'Fractions are of the value before trading.';

@ObjectType('PortfolioRebalance', {
  simpleResolvers: true,
  description: 'The rebalance of one portfolio. Unless it is DONE, nothing is to be traded.',
})
export class PortfolioRebalance {
  @Field(() => PortfolioStatusEnum, { description: 'How it ended.' })
  readonly status: PortfolioStatus;

  @Field(() => RebalanceReasonEnum, {
    nullable: true,
    description: 'Why it ended so; null where the status says all, or the message does.',
  })
  readonly reason: RebalanceReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is to be said about it in words; null: nothing.',
  })
  readonly message: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cash and all holdings before trading, in ₹; null where a price is missing.',
  })
  readonly marketValue: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cash before trading, in ₹; null where it could not be read.',
  })
  readonly cashBefore: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cash after all trades and their costs, in ₹; null unless DONE.',
  })
  readonly cashAfter: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Costs of all trades, in ₹; null unless DONE.',
  })
  readonly costs: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'How far positions are from their targets after trading, in ₹, summed over those that may be traded; null unless DONE.',
  })
  readonly objective: string | null;

  @Field(() => Boolean, {
    description:
      'Whether no better answer exists, or only one that is better by less than a paisa for each position that was searched.',
  })
  readonly optimal: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'By how much a better answer could be better at most, in ₹; null: there is none.',
  })
  readonly gap: string | null;

  @Field(() => DriftReport, {
    nullable: true,
    description: `How positions stood before trading; null where a price is missing, or there is no value. ${OF_VALUE}`,
  })
  readonly before: DriftReport | null;

  @Field(() => DriftReport, {
    nullable: true,
    description: `How positions would stand after trading; null unless DONE. ${OF_VALUE}`,
  })
  readonly after: DriftReport | null;

  @Field(() => [Infeasibility], {
    description: 'What stands in the way where it is INFEASIBLE; else empty.',
  })
  readonly infeasible: readonly Infeasibility[];

  @Field(() => [Transaction], {
    description:
      'What to trade: sales first, then by ticker. Empty unless DONE, and where nothing is to be traded.',
  })
  readonly transactions: readonly Transaction[];

  /** @param ownerId the user whose portfolio it is */
  constructor(
    readonly answer: ShownAnswer,
    readonly ownerId: number,
  ) {
    const { before = null, after = null, infeasible = [] } = answer.reports ?? {};
    this.status = answer.status;
    this.reason = answer.reason;
    this.message = answer.message;
    this.marketValue = answer.marketValue;
    this.cashBefore = answer.cashBefore;
    this.cashAfter = answer.cashAfter;
    this.costs = answer.costs;
    this.objective = answer.objective;
    this.optimal = answer.optimal;
    this.gap = answer.gap;
    this.before = before && new DriftReport(before);
    this.after = after && new DriftReport(after);
    this.infeasible = infeasible.map((one) => new Infeasibility(one));
    this.transactions = (answer.trades ?? []).map((trade) => new Transaction(trade));
  }
}
