import { canonicalHash } from '../../canonicalHash.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { AnalysisKind } from './names.js';

/** What an analysis was asked for, with all figures that it used. */
export interface AnalysisInputs {
  readonly kind: AnalysisKind;
  readonly ticker: Ticker | null;
  readonly sector: string | null;
  /** The day as of which the figures are. */
  readonly on: IsoDate;
  readonly figures: unknown;
}

/** Returns the SHA-256 of the canonical JSON of inputs, in 64 hexadecimal digits: another figure gives another hash. */
export function inputsHash(inputs: AnalysisInputs): string {
  return canonicalHash(inputs);
}
