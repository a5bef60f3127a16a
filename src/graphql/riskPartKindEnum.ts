import { registerEnumType } from 'type-graphql';
import type { RiskPartKind } from '../risk/names.js';

export const RiskPartKindEnum = {
  VOLATILITY: 'VOLATILITY',
  DRAWDOWN: 'DRAWDOWN',
  LIQUIDITY: 'LIQUIDITY',
  SIZE: 'SIZE',
  MARKET: 'MARKET',
  TREND: 'TREND',
} as const satisfies Record<RiskPartKind, RiskPartKind>;
registerEnumType(RiskPartKindEnum, {
  name: 'RiskPartKind',
  description: 'The six parts of a risk, in their usual order.',
  valuesConfig: {
    VOLATILITY: { description: 'How much daily returns vary, by the year.' },
    DRAWDOWN: { description: 'The largest fall from a peak within a year.' },
    LIQUIDITY: { description: 'How little is traded in a session.' },
    SIZE: { description: 'How small the company is, by its market capitalisation.' },
    MARKET: { description: 'How far the stock moves with NIFTY 50: its beta.' },
    TREND: { description: 'How far the stock stands below its highs and moving averages.' },
  },
});
