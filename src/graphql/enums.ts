import { registerEnumType } from 'type-graphql';
import type { Direction } from '../books/order.js';
import type { PillarField } from '../books/pillarFields.js';
import type { RunStatus } from '../database/tables.js';
import type {
  Applicability,
  Band,
  Guardrail,
  MarketReturn,
  Mode,
  PenaltyKind,
  ScoredBy,
} from '../scoring/names.js';
import { MIN_COUNT_FOR_Z, NEUTRAL_POINTS, POINTS_PER_Z } from '../scoring/points.js';
import { publishedVerdicts } from './publishedVerdicts.js';

/**
 * The vocabularies of the method as GraphQL enums. The numbers of the default method in their descriptions are
 * tested.
 */

/** A mode should not be used without knowing whether it predicts anything. */
const validatedOn = (mode: Mode): string =>
  `Whether its scores predict returns (docs/validation.md): ${publishedVerdicts(mode)}`;

export const ModeEnum = { TRADER: 'TRADER', INVESTOR: 'INVESTOR' } as const satisfies Record<Mode, Mode>;
registerEnumType(ModeEnum, {
  name: 'Mode',
  description:
    'The investment horizon that a score is for. Both modes share the pillars; the weights, the liquidity part of ' +
    'the penalty and the guardrails ILLIQUIDITY and SECTOR_BEAR differ (method §6, §7, §9).',
  valuesConfig: {
    TRADER: { description: `A horizon of about 20 sessions. ${validatedOn('TRADER')}` },
    INVESTOR: { description: `A horizon of about 120 sessions. ${validatedOn('INVESTOR')}` },
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
    'The verdict on a stock: the band that its score falls into, unless a guardrail lowered it (method §9). The ' +
    'bounds given here are those of the default method; Method.bandThresholds has the bounds in force.',
  valuesConfig: {
    STRONG_BUY: { description: 'A score of at least 75.' },
    BUY: { description: 'A score of at least 65 and below 75.' },
    HOLD: {
      description: 'A score of at least 50 and below 65, or a higher score whose band a guardrail capped.',
    },
    AVOID: { description: 'A score below 50.' },
  },
});

export const MarketReturnEnum = { INDEX: 'INDEX', UNIVERSE: 'UNIVERSE' } as const satisfies Record<
  MarketReturn,
  MarketReturn
>;
registerEnumType(MarketReturnEnum, {
  name: 'MarketReturn',
  description: 'Where the returns of the market are taken from, over all horizons of a day (method §5).',
  valuesConfig: {
    INDEX: { description: "The index's returns: it has bars on the day and at the start of every horizon." },
    UNIVERSE: {
      description: 'The mean of the returns of all scored stocks, because a bar of the index is missing.',
    },
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
  description: 'The six pillars of a score, in their usual order (method §5).',
  valuesConfig: {
    FUNDAMENTALS: {
      description:
        'F: return on equity, growth and valuation; for lenders, asset quality instead of growth and valuation.',
    },
    TECHNICALS: { description: "T: moving averages, RSI, breakout and volume of the stock's own bars." },
    RELATIVE_STRENGTH: {
      description: 'R: returns in excess of the sector group and the market, per unit of volatility.',
    },
    OWNERSHIP: {
      description:
        'O: the promoter holding, how much of it is pledged, and how the holding of institutions changed.',
    },
    QUALITY: { description: 'Q: return on capital employed, and how steady the operating margin is.' },
    SECTOR_MOMENTUM: { description: 'S: returns of the sector group in excess of the market.' },
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
  description: 'The five parts of the risk penalty, in their usual order (method §7).',
  valuesConfig: {
    LIQUIDITY: { description: 'Thin trading: the median traded value of 20 sessions, in ₹ crore, is low.' },
    PLEDGE: { description: "Pledge: a large fraction of the promoter's shares is pledged." },
    VOLATILITY: {
      description: "Volatility: the daily volatility of 20 sessions is far above the sector group's median.",
    },
    EVENT_WINDOW: {
      description: 'Results or a board meeting are a few calendar days ago or ahead, or on the day.',
    },
    GOVERNANCE: {
      description:
        "An auditor's qualification or resignation, or a resignation from the board, in the last 365 calendar days.",
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
    'The six guardrails, in the order in which they are applied (method §9). A guardrail may lower a band, and never ' +
    'raises one. To cap a band means to lower it to HOLD where it is higher. The thresholds in parentheses are ' +
    'those of the default method; Method.guardrailThresholds has the thresholds in force.',
  valuesConfig: {
    LOW_DATA_HOLD: { description: 'Caps the band when the confidence is too low (below 0.70).' },
    ILLIQUIDITY: {
      description: "Caps the band when the traded value falls into the mode's lowest bin (₹ crore).",
    },
    PLEDGE_CAP: {
      description: 'Caps the band when the promoter has pledged too much (a fraction above 0.10).',
    },
    HIGH_RISK_CAP: {
      description: 'Caps the band when the penalty parts sum to too much (at least 15 points).',
    },
    SECTOR_BEAR: {
      description:
        'When the sector group falls far behind (S_z at most -1.5), caps the band of a trader, and takes 5 ' +
        'points off the score of an investor.',
    },
    LOW_COVERAGE: {
      description: 'Caps the band when too many required metrics are missing (a fraction of at least 0.25).',
    },
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
  description: 'How a component of a pillar was given its points (method §4, §5).',
  valuesConfig: {
    Z_SCORE: {
      description:
        `${NEUTRAL_POINTS} + ${POINTS_PER_Z} z within the sector group, clamped to 0 to 100. Used where the ` +
        `group has at least ${MIN_COUNT_FOR_Z} observed values, not all of them equal.`,
    },
    RANK: {
      description:
        'By rank within the sector group; in R by rank within all stocks of the day, in S within all groups.',
    },
    NEUTRAL: {
      description: `${NEUTRAL_POINTS}, because the value is missing, or there is no other value to compare it with.`,
    },
    RULE: { description: "By a rule on the stock's own numbers, such as close above dma200." },
  },
});

export const ApplicabilityEnum = {
  KNOWN: 'KNOWN',
  IMPUTED: 'IMPUTED',
  MISSING: 'MISSING',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
} as const satisfies Record<Applicability, Applicability>;
registerEnumType(ApplicabilityEnum, {
  name: 'Applicability',
  description: 'Whether the value of a component is known (method §3).',
  valuesConfig: {
    KNOWN: { description: 'The value is known.' },
    IMPUTED: { description: `The value is missing, and a median is shown for it; ${NEUTRAL_POINTS} points.` },
    MISSING: { description: 'The value is missing, and nothing is shown for it.' },
    NOT_APPLICABLE: {
      description:
        'The metric does not exist for the kind of company, such as the return on capital employed of a lender. In F ' +
        `the component has no weight. In Q it scores as a missing value does, so that Q is ${NEUTRAL_POINTS} for lenders.`,
    },
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
  description: 'State of a run. It goes from QUEUED to RUNNING, and ends in SUCCEEDED or FAILED.',
  valuesConfig: {
    QUEUED: { description: 'The run waits for its turn.' },
    RUNNING: { description: 'The run is being computed. None of its scores is served yet.' },
    SUCCEEDED: { description: 'All scores of the run were stored in one transaction, and are served.' },
    FAILED: { description: 'The run stored nothing; Run.error says why.' },
  },
});

export const DirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const satisfies Record<Direction, Direction>;
registerEnumType(DirectionEnum, {
  name: 'Direction',
  description: 'Direction of an order.',
  valuesConfig: {
    ASC: { description: 'Ascending: the smallest value, or the first of the alphabet, comes first.' },
    DESC: { description: 'Descending: the greatest value, or the last of the alphabet, comes first.' },
  },
});
