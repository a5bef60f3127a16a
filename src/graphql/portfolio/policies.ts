import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Holdings of a portfolio as it usually is. */
const HOLDINGS = 100;
/** Rows of its journal, and of the actions of its stocks. */
const JOURNAL = 300;
/** Sector groups of the sector file. */
const SECTORS = 25;
/** Sessions of a span as it usually is: a year. */
const SESSIONS = 250;
/** To go through a journal. */
const WALK = 20;

/** It returns what it changed. */
const CHANGE: FieldPolicy = {
  access: ['PORTFOLIOS_READ', 'PORTFOLIOS_WRITE'],
  freshness: 'VOLATILE',
  cost: 100,
};
/** All of the journal is checked again. */
const RECORD: FieldPolicy = { ...CHANGE, cost: 2 * JOURNAL, work: WALK };

/** What follows from the journal. */
const OF_JOURNAL: FieldPolicy = {
  access: 'INHERIT',
  freshness: 'INHERIT',
  cost: JOURNAL,
  work: WALK,
  reads: 1,
};
/** What needs prices in addition. */
const OF_PRICES: FieldPolicy = {
  ...OF_JOURNAL,
  freshness: 'VOLATILE',
  cost: JOURNAL + HOLDINGS,
  work: 2 * WALK,
};

const ofSize = (size: number): FieldPolicy => ({ access: 'INHERIT', freshness: 'INHERIT', size });

export const PORTFOLIO_POLICIES: Policies = {
  'Query.portfolios': {
    access: 'PORTFOLIOS_READ',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  'Query.portfolio': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Mutation.createPortfolio': CHANGE,
  'Mutation.updatePortfolio': CHANGE,
  'Mutation.deletePortfolio': CHANGE,
  'Mutation.attachPortfolio': CHANGE,
  'Mutation.setHoldings': RECORD,
  'Mutation.recordJournal': RECORD,
  ...connectionPolicies('Portfolio', { cost: 1, reads: 1 }),
  ...inherited('Portfolio', ['costs', 'id', 'limits', 'owner', 'version'], { name: 60 }),
  ...inherited('PortfolioLimits', ['cash', 'position', 'sector', 'valueAtRisk']),
  ...inherited('PortfolioCosts', [], { buyRate: 13, perSale: 20, sellRate: 13 }),
  'Portfolio.model': { access: 'INHERIT', freshness: 'INHERIT', cost: HOLDINGS, reads: 1 },
  'Portfolio.cash': { ...OF_JOURNAL, bytes: 24 },
  'Portfolio.asOf': OF_JOURNAL,
  'Portfolio.holdings': { ...OF_JOURNAL, size: HOLDINGS },
  ...inherited('Holding', ['quantity', 'stock'], { averageCost: 20 }),
  'Portfolio.valuation': OF_PRICES,
  ...inherited('Valuation', ['date'], { cash: 24, total: 24 }),
  'Valuation.holdings': ofSize(HOLDINGS),
  'Valuation.missing': ofSize(1),
  'Valuation.dropped': ofSize(3),
  'Valuation.unbooked': ofSize(3),
  'Valuation.uncovered': ofSize(1),
  ...inherited('ValuedHolding', ['frozen', 'priceDate', 'quantity', 'stock', 'weight'], {
    gain: 24,
    price: 20,
    value: 24,
  }),
  ...inherited('DroppedShare', ['exDate', 'fraction', 'stock']),
  ...inherited('UnbookedAction', ['exDate', 'kind', 'stock']),
  ...inherited('UncoveredEntry', ['date', 'held', 'stock', 'taken']),
  'Portfolio.drift': { ...OF_PRICES, cost: JOURNAL + 2 * HOLDINGS },
  ...inherited('DriftReport', ['breaches', 'date', 'totalDrift'], { marketValue: 24 }),
  'DriftReport.positions': ofSize(HOLDINGS),
  ...inherited('PositionDrift', ['actual', 'drift', 'lower', 'status', 'stock', 'target', 'upper']),
  // Reading the closes is charged by their number, once that is known.
  'Portfolio.performance': { ...OF_PRICES, cost: JOURNAL + HOLDINGS + SESSIONS, work: 100 },
  ...inherited('Performance', ['benchmark', 'from', 'to', 'totalReturn']),
  'Performance.points': ofSize(SESSIONS),
  ...inherited('PerformancePoint', ['benchmark', 'date', 'totalReturn'], { value: 24 }),
  'Portfolio.risk': { ...OF_PRICES, cost: JOURNAL + 2 * HOLDINGS + 2 * SESSIONS, work: 200 },
  ...inherited(
    'PortfolioRisk',
    [
      'beta',
      'concentration',
      'date',
      'effectiveHoldings',
      'expectedShortfall95',
      'largestWeight',
      'maxDrawdown',
      'sessions',
      'sessionsToSell',
      'valueAtRisk95',
      'volatility',
    ],
    { valueAtRisk95Rupees: 24 },
  ),
  'PortfolioRisk.leftOut': ofSize(HOLDINGS / 10),
  'PortfolioRisk.sectors': ofSize(SECTORS),
  'PortfolioRisk.breaches': ofSize(5),
  // The books are read for all holdings at once, and mostly in memory.
  'PortfolioRisk.meanScore': { access: 'SCORES_READ', freshness: 'INHERIT', work: 5 },
  'PortfolioRisk.meanRisk': { access: 'RISK_READ', freshness: 'INHERIT', work: 5 },
  ...inherited('SectorWeight', ['sector', 'weight']),
  ...inherited('LimitBreach', ['allowed', 'limit', 'observed', 'subject']),
  'Portfolio.journal': OF_JOURNAL,
  ...connectionPolicies('Journal'),
  ...inherited('JournalEntry', ['date', 'id', 'kind', 'quantity', 'stock'], {
    amount: 24,
    cashAfter: 24,
    costs: 20,
    note: 100,
    price: 20,
  }),
};
