import type { Candidate } from '../../../src/portfolios/fromScores/candidate.js';
import type { ShareAction } from '../../../src/portfolios/journal/shareAction.js';
import { MONEY, unitsOf } from '../../../src/portfolios/money/units.js';
import type { Band, IsoDate, Ticker } from '../../../src/scoring/names.js';
import type { MarketSession } from '../../../src/validation/backtest/marketSession.js';

export const money = (text: string | number): bigint => {
  const units = unitsOf(text, MONEY);
  if (units === null) throw new Error(`expected ₹, got ${text}`);
  return units;
};

/** A session as tests write it: closes in ₹, scores as whole numbers with their bands. */
export interface WrittenSession {
  readonly day: string;
  readonly closes: Readonly<Record<string, number>>;
  readonly scores?: Readonly<Record<string, readonly [score: number, band: Band, sector?: string]>>;
  readonly splits?: Readonly<Record<string, readonly [newShares: number, oldShares: number]>>;
  readonly index?: number | null;
}

export function sessionOf({
  day,
  closes,
  scores = {},
  splits = {},
  index = null,
}: WrittenSession): MarketSession {
  return {
    day: day as IsoDate,
    closes: new Map(Object.entries(closes).map(([ticker, close]) => [ticker as Ticker, money(close)])),
    actions: new Map(
      Object.entries(splits).map(([ticker, [newShares, oldShares]]): [Ticker, ShareAction[]] => [
        ticker as Ticker,
        [
          {
            exDate: day as IsoDate,
            kind: 'SPLIT',
            newShares: BigInt(newShares),
            oldShares: BigInt(oldShares),
          },
        ],
      ]),
    ),
    index,
    scores: Object.entries(scores).map(([ticker, [score, band, sector = ticker]]): Candidate => ({
      ticker: ticker as Ticker,
      score: { over: BigInt(score), under: 1n },
      band,
      sector,
    })),
  };
}
