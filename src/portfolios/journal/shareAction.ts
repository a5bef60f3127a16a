import type { IsoDate } from '../../scoring/names.js';

/** An action that multiplies how many shares are held: each `oldShares` become `newShares`. */
export interface ShareAction {
  readonly exDate: IsoDate;
  readonly kind: 'SPLIT' | 'BONUS' | 'CONSOLIDATION';
  readonly newShares: bigint;
  readonly oldShares: bigint;
}
