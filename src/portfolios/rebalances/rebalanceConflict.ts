import { UserError } from '../../userError.js';

/** Another change came before: a version is outdated, or the state of a rebalance does not allow what was asked for. */
export class RebalanceConflict extends UserError {
  /** @param current the version as it is now; null: it is not about a version */
  constructor(
    message: string,
    readonly current: number | null = null,
  ) {
    super(message);
  }
}
