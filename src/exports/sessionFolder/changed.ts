import { UserError } from '../../userError.js';

/** Returns the error for a folder that is not as it was written. */
export const changed = (what: string): UserError =>
  new UserError(
    `Expected a folder as "greyoak export session" wrote it, but ${what}. Copy it again from where it was made, or export ` +
      'the session again.',
  );
