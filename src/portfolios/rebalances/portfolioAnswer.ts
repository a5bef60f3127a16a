import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { DriftStatus, PortfolioStatus, RebalanceReason, Side, TradeReason } from '../names.js';

/** The rebalance of one portfolio, as it is stored and shown. Decimals are texts; see `RebalanceAnswer` for their meaning. */
export interface PortfolioAnswer {
  readonly portfolioId: number;
  readonly status: PortfolioStatus;
  readonly reason: RebalanceReason | null;
  readonly message: string | null;
  readonly marketValue: string | null;
  readonly cashBefore: string | null;
  readonly cashAfter: string | null;
  readonly costs: string | null;
  readonly objective: string | null;
  readonly optimal: boolean;
  readonly gap: string | null;
}

/** What an answer has in addition, which is read where it is asked for. */
export interface AnswerReports {
  readonly before: ShownDrift | null;
  readonly after: ShownDrift | null;
  readonly infeasible: readonly ShownInfeasibility[];
}

/** A report of drift with its day. */
export interface ShownDrift {
  readonly date: IsoDate;
  readonly marketValue: string;
  readonly positions: readonly {
    readonly ticker: Ticker;
    readonly target: string;
    readonly lower: string;
    readonly upper: string;
    readonly actual: number;
    readonly drift: number;
    readonly status: DriftStatus;
  }[];
  readonly totalDrift: number;
  readonly breaches: number;
}

export interface ShownInfeasibility {
  readonly ticker: Ticker | null;
  readonly message: string;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly smallestBand: string | null;
  readonly shortfall: string | null;
}

/** A trade of an answer. */
export interface ShownTrade {
  readonly side: Side;
  readonly ticker: Ticker;
  /** Whole shares. */
  readonly quantity: string;
  readonly price: string;
  readonly value: string;
  readonly costs: string;
  readonly tradeDay: IsoDate;
  readonly reason: TradeReason;
}

/** All of an answer. */
export interface WholeAnswer extends PortfolioAnswer {
  readonly reports: AnswerReports;
  readonly trades: readonly ShownTrade[];
}
