import { UserError } from '../../userError.js';

const SHORTEST = 12;
const LONGEST = 128;

/** Whose password it is. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
}

/** @throws UserError for a password that may not be used; its message does not show the password */
export function requirePassword(password: string, _owner: PasswordOwner): void {
  // A character is one or two units long, and a password may be megabytes long.
  const length = password.length > 2 * LONGEST ? Infinity : [...password.normalize('NFC')].length;
  if (length >= SHORTEST && length <= LONGEST) return;
  throw new UserError(
    `Expected a password of ${SHORTEST} to ${LONGEST} characters, got ` +
      `${length < SHORTEST ? 'fewer' : 'more'}: choose another.`,
  );
}
