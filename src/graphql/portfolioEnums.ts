import { registerEnumType } from 'type-graphql';
import type {
  DriftStatus,
  JournalKind,
  ModelKind,
  OutsidePolicy,
  PortfolioStatus,
  RebalanceMode,
  RebalanceReason,
  Side,
  TradeReason,
  Weighting,
} from '../portfolios/names.js';

/** The vocabularies of models, portfolios and rebalances as GraphQL enums. */

export const ModelKindEnum = { MANUAL: 'MANUAL', FROM_SCORES: 'FROM_SCORES' } as const satisfies Record<
  ModelKind,
  ModelKind
>;
registerEnumType(ModelKindEnum, {
  name: 'ModelKind',
  description: 'How a model was made.',
  valuesConfig: {
    MANUAL: { description: 'Its owner gave the targets.' },
    FROM_SCORES: { description: 'The targets follow from the scores of a day.' },
  },
});

export const OutsidePolicyEnum = { SELL: 'SELL', KEEP: 'KEEP' } as const satisfies Record<
  OutsidePolicy,
  OutsidePolicy
>;
registerEnumType(OutsidePolicyEnum, {
  name: 'OutsidePolicy',
  description: 'What becomes of stocks that are held and not in the model.',
  valuesConfig: {
    SELL: { description: 'Their target is 0, and their band has no width.' },
    KEEP: { description: 'They are neither bought nor sold, and count in the value.' },
  },
});

export const RebalanceModeEnum = {
  TO_TARGET: 'TO_TARGET',
  ONLY_BREACHES: 'ONLY_BREACHES',
  TO_BAND_EDGE: 'TO_BAND_EDGE',
} as const satisfies Record<RebalanceMode, RebalanceMode>;
registerEnumType(RebalanceModeEnum, {
  name: 'RebalanceMode',
  description: 'Which positions are traded, and how far.',
  valuesConfig: {
    TO_TARGET: { description: 'All positions, as near to their targets as whole shares and the cash allow.' },
    ONLY_BREACHES: {
      description:
        'Positions outside their bands, as near to their targets as possible; others are not touched.',
    },
    TO_BAND_EDGE: {
      description: 'Positions outside their bands, to the nearest end of the band; others are not touched.',
    },
  },
});

export const PortfolioStatusEnum = {
  DONE: 'DONE',
  INFEASIBLE: 'INFEASIBLE',
  FAILED: 'FAILED',
  SKIPPED: 'SKIPPED',
} as const satisfies Record<PortfolioStatus, PortfolioStatus>;
registerEnumType(PortfolioStatusEnum, {
  name: 'PortfolioStatus',
  description: 'How the rebalance of one portfolio ended. Unless it is DONE, there are no transactions.',
  valuesConfig: {
    DONE: { description: 'There is an answer, which may be to trade nothing.' },
    INFEASIBLE: { description: 'No whole shares fit the bands and the cash; infeasible says why.' },
    FAILED: { description: 'It could not be computed, such as for want of a price.' },
    SKIPPED: { description: 'There is nothing to rebalance.' },
  },
});

export const RebalanceReasonEnum = {
  NO_VALUE: 'NO_VALUE',
  PRICE_MISSING: 'PRICE_MISSING',
  INFEASIBLE_BAND: 'INFEASIBLE_BAND',
  INFEASIBLE_CASH: 'INFEASIBLE_CASH',
  CASH_BELOW_FLOOR: 'CASH_BELOW_FLOOR',
} as const satisfies Record<RebalanceReason, RebalanceReason>;
registerEnumType(RebalanceReasonEnum, {
  name: 'RebalanceReason',
  description: 'Why a rebalance ended as it did.',
  valuesConfig: {
    NO_VALUE: { description: 'SKIPPED: cash and holdings together are not worth more than 0.' },
    PRICE_MISSING: { description: 'FAILED: a stock of the model or of the holdings has no price.' },
    INFEASIBLE_BAND: { description: 'INFEASIBLE: a band holds no whole number of shares.' },
    INFEASIBLE_CASH: {
      description: 'INFEASIBLE: every position at its least, and the cash is still below the floor.',
    },
    CASH_BELOW_FLOOR: { description: 'DONE: nothing is to be traded, and the cash is below the floor.' },
  },
});

export const SideEnum = { SELL: 'SELL', BUY: 'BUY' } as const satisfies Record<Side, Side>;
registerEnumType(SideEnum, {
  name: 'Side',
  description: 'Which way a trade goes.',
  valuesConfig: { SELL: { description: 'Shares are sold.' }, BUY: { description: 'Shares are bought.' } },
});

export const TradeReasonEnum = {
  ABOVE_BAND: 'ABOVE_BAND',
  BELOW_BAND: 'BELOW_BAND',
  NOT_IN_MODEL: 'NOT_IN_MODEL',
  TO_TARGET: 'TO_TARGET',
  CASH: 'CASH',
} as const satisfies Record<TradeReason, TradeReason>;
registerEnumType(TradeReasonEnum, {
  name: 'TradeReason',
  description: 'Why a position is traded.',
  valuesConfig: {
    ABOVE_BAND: { description: 'It stands above its band.' },
    BELOW_BAND: { description: 'It stands below its band.' },
    NOT_IN_MODEL: { description: 'It is held and not in the model.' },
    TO_TARGET: { description: 'It stands within its band, and is no further from its target afterwards.' },
    CASH: { description: 'It stands within its band, and pays for others or for the cash floor.' },
  },
});

export const DriftStatusEnum = {
  WITHIN: 'WITHIN',
  ABOVE: 'ABOVE',
  BELOW: 'BELOW',
  NOT_IN_MODEL: 'NOT_IN_MODEL',
  FROZEN: 'FROZEN',
  BLOCKED: 'BLOCKED',
} as const satisfies Record<DriftStatus, DriftStatus>;
registerEnumType(DriftStatusEnum, {
  name: 'DriftStatus',
  description: 'How a position stands to its band.',
  valuesConfig: {
    WITHIN: { description: 'Within the band, its ends included.' },
    ABOVE: { description: 'Above the band.' },
    BELOW: { description: 'Below the band.' },
    NOT_IN_MODEL: { description: 'Held, and not in the model.' },
    FROZEN: { description: 'Neither bought nor sold, because its last bar is more than 10 sessions old.' },
    BLOCKED: { description: 'Below the band, and not bought, because of the band of its score.' },
  },
});

export const JournalKindEnum = {
  OPENING: 'OPENING',
  DEPOSIT: 'DEPOSIT',
  WITHDRAWAL: 'WITHDRAWAL',
  BUY: 'BUY',
  SELL: 'SELL',
  DIVIDEND: 'DIVIDEND',
  SPLIT: 'SPLIT',
  BONUS: 'BONUS',
  CORRECTION: 'CORRECTION',
} as const satisfies Record<JournalKind, JournalKind>;
registerEnumType(JournalKindEnum, {
  name: 'JournalKind',
  description: 'What an entry of a journal is.',
  valuesConfig: {
    OPENING: { description: 'Cash or shares with which the portfolio begins.' },
    DEPOSIT: { description: 'Cash that is put in.' },
    WITHDRAWAL: { description: 'Cash that is taken out.' },
    BUY: { description: 'Shares that were bought.' },
    SELL: { description: 'Shares that were sold.' },
    DIVIDEND: { description: 'Cash that shares have paid.' },
    SPLIT: {
      description:
        'A split or consolidation of shares that are held. It is never given, it follows from the actions.',
    },
    BONUS: { description: 'Shares that a bonus has added. It is never given, it follows from the actions.' },
    CORRECTION: { description: 'Cash or shares, more or fewer, that nothing else accounts for.' },
  },
});

export const WeightingEnum = { EQUAL: 'EQUAL', SCORE: 'SCORE' } as const satisfies Record<
  Weighting,
  Weighting
>;
registerEnumType(WeightingEnum, {
  name: 'Weighting',
  description: 'How a model from scores weighs its stocks.',
  valuesConfig: {
    EQUAL: { description: 'All alike.' },
    SCORE: { description: 'By how far the score is above 50.' },
  },
});
