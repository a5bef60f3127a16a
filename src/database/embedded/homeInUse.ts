import { UserError } from '../../userError.js';

/** Another process holds a home. */
export class HomeInUse extends UserError {
  /** @param lock the path of the socket at which that process tells what it does */
  constructor(
    readonly home: string,
    readonly lock: string,
  ) {
    super(
      `Another greyoak uses ${home}. Stop it, set GREYOAK_HOME to another folder, ` +
        'or set DATABASE_URL for both to share one database.',
    );
  }
}
