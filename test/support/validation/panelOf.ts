import { sessionsWithBars } from '../../../src/market/sessionsWithBars.js';
import { barsAsOf } from '../../../src/market/adjustment.js';
import { isoOf } from '../../../src/market/day.js';
import type { Market } from '../../../src/market/market.js';
import { DEFAULT_QUORUM } from '../../../src/market/quorum.js';
import { PENALTIES, type IsoDate, type Mode } from '../../../src/scoring/names.js';
import type { DayScores } from '../../../src/scoring/scoreDay.js';
import { bitsOf } from './bitsOf.js';
import type { MarketPanel, ScorePanel } from '../../../src/validation/figures/panel.js';
import { scorePanel, type ScoreRow } from './scorePanel.js';

/** Makes the panel of a market that was read from files. */
export function panelOf(market: Market): MarketPanel {
  const days = sessionsWithBars(market, DEFAULT_QUORUM)
    .filter(({ hasQuorum }) => hasQuorum)
    .map(({ day }) => day);
  const place = new Map(days.map((day, k) => [day, k]));
  const tickers = [...market.bars.keys()].sort();
  const closes = new Float64Array(tickers.length * days.length).fill(NaN);
  const tradedValues = closes.slice();
  tickers.forEach((ticker, security) => {
    const traded = market.bars.get(ticker);
    if (traded === undefined) return;
    const bars = barsAsOf(traded, market.actions.get(ticker) ?? [], market.sessions, Infinity);
    traded.day.forEach((day, bar) => {
      const session = place.get(day);
      if (session === undefined) return;
      closes[security * days.length + session] = bars.close[bar];
      tradedValues[security * days.length + session] = bars.tradedValue[bar];
    });
  });
  const nifty = market.indices.get('NIFTY 50');
  const indexCloses = new Float64Array(days.length).fill(NaN);
  nifty?.day.forEach((day, k) => {
    const session = place.get(day);
    if (session !== undefined) indexCloses[session] = nifty.close[k];
  });
  return { days: days.map(isoOf), tickers, closes, tradedValues, indexCloses };
}

/** Makes the panel of the scores of some days. */
export function scoresOf(
  market: MarketPanel,
  mode: Mode,
  scored: ReadonlyMap<IsoDate, DayScores>,
): ScorePanel {
  const rows = market.days.map((day) => {
    const scores = scored.get(day);
    return scores === undefined ? [] : rowsOf(scores, mode);
  });
  return scorePanel(market, mode, rows);
}

function rowsOf({ section, modes, rounded }: DayScores, mode: Mode): ScoreRow[] {
  const { score, weighted, guardrails, penalties } = modes[mode];
  return section.tickers.map((ticker, i) => ({
    ticker,
    sector: section.sectors[section.sectorOf[i]],
    figures: [
      score[i],
      guardrails[0].scoreBefore[i],
      weighted[i],
      ...rounded.map((pillar) => pillar[i] / 100),
    ],
    fired: bitsOf(guardrails.map(({ fired }) => fired[i] === 1)),
    penalised: bitsOf(PENALTIES.map((kind) => penalties.parts[kind].points[i] > 0)),
    bandTrace: [guardrails[0].bandBefore[i], ...guardrails.map(({ bandAfter }) => bandAfter[i])],
  }));
}
