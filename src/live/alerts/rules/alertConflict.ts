import { UserError } from '../../../userError.js';

/** A change that another one came before: the version of a rule is outdated, or an alert is resolved. */
export class AlertConflict extends UserError {
  /** @param current the version of the rule as it is now; null: it is not about a version */
  constructor(
    message: string,
    readonly current: number | null = null,
  ) {
    super(message);
  }
}
