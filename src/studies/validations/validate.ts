import type { MarketPanel, ScorePanel } from '../../validation/figures/panel.js';
import type { ValidationRequest, ValidationResult } from '../../validation/figures/request.js';
import { validateScores } from '../../validation/figures/validateScores.js';
import { panelHash } from './panelHash.js';

/** What a thread is asked. */
export interface AskedValidation {
  readonly market: MarketPanel;
  readonly scores: ScorePanel;
  readonly request: ValidationRequest;
  /** The hash of inputs whose figures are known, so that they are not computed again; null: there are none. */
  readonly known: string | null;
}

export interface ValidationAnswer {
  /** SHA-256 of all that the figures depend on. */
  readonly inputsHash: string;
  /** Null: the figures are known. */
  readonly result: ValidationResult | null;
}

/** Validates scores: what the thread of `validateInThread` runs. */
export function validate({ market, scores, request, known }: AskedValidation): ValidationAnswer {
  const inputsHash = panelHash(market, scores, request);
  return { inputsHash, result: inputsHash === known ? null : validateScores(market, scores, request) };
}
