import type { Weighting } from '../../portfolios/names.js';
import type { Band, IsoDate, Mode } from '../../scoring/names.js';

/** Rates and amounts of costs as decimal texts. */
export interface CostTexts {
  readonly buyRate: string;
  readonly sellRate: string;
  /** ₹ for each sale. */
  readonly perSale: string;
}

/** What to test. Decimals are texts, so that it is stored as it is. */
export interface BacktestRequest {
  readonly mode: Mode;
  /** The name of the method whose scores count. */
  readonly method: string;
  /** First and last day, both inclusive. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly minBand: Band;
  readonly topN: number;
  readonly weighting: Weighting;
  /** Fractions of the value. */
  readonly maxWeight: string;
  readonly sectorCap: string;
  /** In sessions. */
  readonly every: number;
  /** ₹. */
  readonly capital: string;
  readonly costs: CostTexts;
}

/** What a caller asks for. What is null or left out of the costs is decided when it is stored. */
export interface AskedBacktest extends Omit<
  BacktestRequest,
  'method' | 'to' | 'maxWeight' | 'sectorCap' | 'costs'
> {
  /** Null: the served one. */
  readonly method: string | null;
  /** Null: the newest session. */
  readonly to: IsoDate | null;
  readonly maxWeight: number;
  readonly sectorCap: number;
  /** Null: those of config/costs.yaml. */
  readonly costs: { readonly [Key in keyof CostTexts]?: string | null } | null;
}
