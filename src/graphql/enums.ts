import { registerEnumType } from 'type-graphql';
import type { Direction, StockOrderField } from '../books/order.js';
import type { PillarField } from '../books/pillarFields.js';
import type { RunStatus } from '../database/tables.js';
import type { Band, Guardrail, Mode, PenaltyKind, ScoredBy } from '../scoring/names.js';

/** The vocabularies of the method as GraphQL enums: the name that clients see, and the value of the core. */

export const ModeEnum = { TRADER: 'TRADER', INVESTOR: 'INVESTOR' } as const satisfies Record<Mode, Mode>;
registerEnumType(ModeEnum, {
  name: 'Mode',
  description:
    'For whom a stock is scored. Pillars are the same in both; weights, the liquidity part of the penalty and ' +
    'the guardrails ILLIQUIDITY and SECTOR_BEAR differ (method §6, §7, §9).',
  valuesConfig: {
    TRADER: { description: 'Looks about 20 sessions ahead.' },
    INVESTOR: { description: 'Looks about 120 sessions ahead.' },
  },
});

export const BandEnum = {
  STRONG_BUY: 'STRONG_BUY',
  BUY: 'BUY',
  HOLD: 'HOLD',
  AVOID: 'AVOID',
} as const satisfies Record<Band, Band>;
registerEnumType(BandEnum, {
  name: 'Band',
  description:
    'The verdict on a stock: the band of its score, unless a guardrail lowered it (method §9). The bounds are those ' +
    'of the default method; Method.bandThresholds has the ones in force.',
  valuesConfig: {
    STRONG_BUY: { description: 'A score of 75 and more.' },
    BUY: { description: 'A score of 65 and more, below 75.' },
    HOLD: { description: 'A score of 50 and more, below 65; or a higher one that a guardrail capped.' },
    AVOID: { description: 'A score below 50.' },
  },
});

export const PillarNameEnum = {
  FUNDAMENTALS: 'FUNDAMENTALS',
  TECHNICALS: 'TECHNICALS',
  RELATIVE_STRENGTH: 'RELATIVE_STRENGTH',
  OWNERSHIP: 'OWNERSHIP',
  QUALITY: 'QUALITY',
  SECTOR_MOMENTUM: 'SECTOR_MOMENTUM',
} as const satisfies Record<PillarField, PillarField>;
registerEnumType(PillarNameEnum, {
  name: 'PillarName',
  description: 'The six pillars of a score (method §5), in their order.',
  valuesConfig: {
    FUNDAMENTALS: {
      description: 'F: return on equity, growth and valuation; of lenders also asset quality.',
    },
    TECHNICALS: { description: 'T: averages, RSI, breakout and volume of the stock itself.' },
    RELATIVE_STRENGTH: { description: 'R: returns over the sector and the market, for the risk taken.' },
    OWNERSHIP: { description: 'O: what promoters hold and have pledged, and what institutions bought.' },
    QUALITY: { description: 'Q: return on capital employed, and how steady the margin is.' },
    SECTOR_MOMENTUM: { description: 'S: returns of the sector group over the market.' },
  },
});

export const PenaltyKindEnum = {
  LIQUIDITY: 'LIQUIDITY',
  PLEDGE: 'PLEDGE',
  VOLATILITY: 'VOLATILITY',
  EVENT_WINDOW: 'EVENT_WINDOW',
  GOVERNANCE: 'GOVERNANCE',
} as const satisfies Record<PenaltyKind, PenaltyKind>;
registerEnumType(PenaltyKindEnum, {
  name: 'PenaltyKind',
  description: 'The five parts of the risk penalty (method §7), in their order.',
  valuesConfig: {
    LIQUIDITY: { description: 'Thin trading: the median traded value of 20 sessions, in ₹ crore.' },
    PLEDGE: { description: "The fraction of the promoter's shares that is pledged." },
    VOLATILITY: { description: "Daily volatility of 20 sessions, against the sector group's median." },
    EVENT_WINDOW: { description: 'Results or a board meeting within a few calendar days.' },
    GOVERNANCE: {
      description: 'An auditor’s qualification or resignation, or a resignation from the board.',
    },
  },
});

export const GuardrailEnum = {
  LOW_DATA_HOLD: 'LOW_DATA_HOLD',
  ILLIQUIDITY: 'ILLIQUIDITY',
  PLEDGE_CAP: 'PLEDGE_CAP',
  HIGH_RISK_CAP: 'HIGH_RISK_CAP',
  SECTOR_BEAR: 'SECTOR_BEAR',
  LOW_COVERAGE: 'LOW_COVERAGE',
} as const satisfies Record<Guardrail, Guardrail>;
registerEnumType(GuardrailEnum, {
  name: 'Guardrail',
  description:
    'The six guardrails, in the one order in which they are applied (method §9). Each may lower a band and never ' +
    'raises one; "caps" means: at most HOLD. Thresholds in parentheses are those of the default method.',
  valuesConfig: {
    LOW_DATA_HOLD: { description: 'Caps where the confidence is too low (below 0.70).' },
    ILLIQUIDITY: { description: "Caps where the traded value stands in the mode's worst bin (₹ crore)." },
    PLEDGE_CAP: { description: 'Caps where the promoter has pledged too much (fraction above 0.10).' },
    HIGH_RISK_CAP: { description: 'Caps where the penalty parts sum to too much (15 points and more).' },
    SECTOR_BEAR: {
      description:
        'Where the sector group falls behind (S_z at most -1.5): caps a trader, takes 5 points off an investor.',
    },
    LOW_COVERAGE: { description: 'Caps where too many metrics are missing (fraction of 0.25 and more).' },
  },
});

export const ScoredByEnum = {
  Z_SCORE: 'Z_SCORE',
  RANK: 'RANK',
  NEUTRAL: 'NEUTRAL',
  RULE: 'RULE',
} as const satisfies Record<ScoredBy, ScoredBy>;
registerEnumType(ScoredByEnum, {
  name: 'ScoredBy',
  description: 'How a component of a pillar got its points (method §4, §5).',
  valuesConfig: {
    Z_SCORE: {
      description: '50 + 15 z within the sector group, of at least 6 values that differ; 0 to 100.',
    },
    RANK: {
      description: 'By its rank within the sector group, or in R and S within the universe or the groups.',
    },
    NEUTRAL: { description: '50, since the value is missing, or there is none to compare it with.' },
    RULE: { description: "By a rule on the stock's own numbers, such as close above dma200." },
  },
});

export const RunStatusEnum = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
} as const satisfies Record<RunStatus, RunStatus>;
registerEnumType(RunStatusEnum, {
  name: 'RunStatus',
  description: 'Where a run stands. It goes from QUEUED to RUNNING, and ends as SUCCEEDED or FAILED.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn.' },
    RUNNING: { description: 'Is being computed; none of its scores is served yet.' },
    SUCCEEDED: { description: 'All its scores are stored and served, in one transaction.' },
    FAILED: { description: 'Nothing of it is stored; Run.error says why.' },
  },
});

export const DirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const satisfies Record<Direction, Direction>;
registerEnumType(DirectionEnum, {
  name: 'Direction',
  description: 'Which end of an order comes first.',
  valuesConfig: {
    ASC: { description: 'The smallest, or the first of the alphabet, first.' },
    DESC: { description: 'The greatest, or the last of the alphabet, first.' },
  },
});

export const StockOrderFieldEnum = {
  SCORE: 'SCORE',
  CHANGE: 'CHANGE',
  TICKER: 'TICKER',
  NAME: 'NAME',
  PENALTY: 'PENALTY',
  CONFIDENCE: 'CONFIDENCE',
  ...PillarNameEnum,
} as const satisfies Record<StockOrderField, StockOrderField>;
registerEnumType(StockOrderFieldEnum, {
  name: 'StockOrderField',
  description:
    'What the screener can be ordered by. Stocks that are equal in it follow by ticker, ascending.',
  valuesConfig: {
    SCORE: { description: 'Score.value, 0 to 100.' },
    CHANGE: {
      description: 'Points since the score of the former session; stocks without a former score come last.',
    },
    TICKER: { description: 'The ticker, by character code.' },
    NAME: { description: "The company's name, by character code." },
    PENALTY: { description: 'Penalty.total, in points.' },
    CONFIDENCE: { description: 'Confidence.value, 0 to 1.' },
    FUNDAMENTALS: { description: 'Score of the pillar F, 0 to 100.' },
    TECHNICALS: { description: 'Score of the pillar T, 0 to 100.' },
    RELATIVE_STRENGTH: { description: 'Score of the pillar R, 0 to 100.' },
    OWNERSHIP: { description: 'Score of the pillar O, 0 to 100.' },
    QUALITY: { description: 'Score of the pillar Q, 0 to 100.' },
    SECTOR_MOMENTUM: { description: 'Score of the pillar S, 0 to 100.' },
  },
});
