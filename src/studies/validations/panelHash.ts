import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonicalJson.js';
import { hashColumn } from '../../market/hashColumn.js';
import { SCORE_FIGURES } from '../../validation/figures/names.js';
import type { MarketPanel, ScorePanel } from '../../validation/figures/panel.js';
import type { ValidationRequest } from '../../validation/figures/request.js';

/** Raise it with each change of a definition, so that the next job computes all figures again. */
const DEFINITIONS = 1;

/** Returns the SHA-256, in hexadecimal digits, of all that the figures depend on. */
export function panelHash(market: MarketPanel, scores: ScorePanel, request: ValidationRequest): string {
  const { days, tickers, closes, tradedValues, indexCloses } = market;
  const { methodName, mode, sectors, firstOf, security, sector, figures } = scores;
  const hash = createHash('sha256');
  hash.update(canonicalJson({ definitions: DEFINITIONS, request, days, tickers, methodName, mode, sectors }));
  const columns: readonly ArrayLike<number>[] = [
    ...[closes, tradedValues, indexCloses],
    ...[firstOf, security, sector, ...SCORE_FIGURES.map((name) => figures[name])],
    ...[scores.fired, scores.penalised, scores.bandTrace],
  ];
  for (const column of columns) hashColumn(hash, column);
  return hash.digest('hex');
}
