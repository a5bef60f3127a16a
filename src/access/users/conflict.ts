import { UserError } from '../../userError.js';
import type { UserRow } from './userRow.js';

/** A change of a user that another one came before: its version is outdated, or its e-mail is taken. */
export class Conflict extends UserError {
  /** @param current the user as it is now; null: it is not the one that was to be changed */
  constructor(
    message: string,
    readonly current: UserRow | null = null,
  ) {
    super(message);
  }
}
