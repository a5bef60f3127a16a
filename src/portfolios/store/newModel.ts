import type { IsoDate, Mode, Band, Ticker } from '../../scoring/names.js';
import type { OutsidePolicy, Weighting } from '../names.js';

type Exactly = string | number;

/** A manual model as its owner asks for it. */
export interface NewModel {
  readonly name: string;
  readonly positions: readonly {
    readonly ticker: Ticker;
    readonly target: Exactly;
    readonly lowDrift: Exactly;
    readonly highDrift: Exactly;
  }[];
  readonly outside: OutsidePolicy;
  /** Null: nothing is restrained. */
  readonly neverBuy: readonly Band[] | null;
  readonly neverBuyMode: Mode | null;
}

/** How a model is made from scores, as it is stored. Weights are decimals as texts. */
export interface StoredFromScores {
  readonly mode: Mode;
  readonly method: string;
  /** Null: the newest scored session. */
  readonly on: IsoDate | null;
  readonly minBand: Band;
  readonly topN: number;
  readonly weighting: Weighting;
  readonly invest: string;
  readonly maxWeight: string;
  readonly sectorCap: string;
  readonly lowDrift: string;
  readonly highDrift: string;
}

export interface PositionToStore {
  readonly stockId: number;
  /** In units of WEIGHT. */
  readonly target: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

/** A model to store. */
export interface ModelToStore {
  readonly name: string;
  readonly outside: OutsidePolicy;
  readonly neverBuy: readonly Band[];
  /** Null: nothing is restrained. */
  readonly neverBuyMode: Mode | null;
  /** Null: it is a manual one. */
  readonly fromScores: { readonly rule: StoredFromScores; readonly runId: number } | null;
  readonly positions: readonly PositionToStore[];
}

/** A model that was checked. */
export interface CheckedModel {
  readonly model: ModelToStore;
  /** Stocks whose target is 0, so that the model does not hold them. */
  readonly dropped: readonly Ticker[];
}
