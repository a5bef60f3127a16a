import { UserError } from '../../userError.js';
import { isCommonPassword } from './isCommonPassword.js';
import { PASSWORD_LENGTH, passwordLength } from './passwordLength.js';

/** Shorter parts of an e-mail and of a name are in many good passwords. */
const SHORTEST_PART = 4;

/** Whose password it is. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
}

/** @throws UserError for a password that may not be used; its message does not show the password */
export function requirePassword(password: string, { email, name }: PasswordOwner): void {
  const { least, most } = PASSWORD_LENGTH;
  const length = passwordLength(password);
  if (length < least || length > most) {
    const got = length === Infinity ? 'many more' : String(length);
    const which = length < least ? 'longer' : 'shorter';
    throw new UserError(
      `Expected a password of ${least} to ${most} characters, got ${got}: choose a ${which} one.`,
    );
  }
  if (/\p{Surrogate}/u.test(password)) {
    throw new UserError(
      'Expected a password of Unicode characters, got half of one: type the password again, or choose another.',
    );
  }
  const folded = foldedText(password);
  const parts = [
    ['the e-mail address of the user', [email]],
    ['what is before the @ of the e-mail address of the user', longParts([email.replace(/@.*$/s, '')])],
    ['a word of the name of the user', longParts(name.split(/[^\p{L}\p{M}\p{N}]+/u))],
  ] as const;
  for (const [what, texts] of parts) {
    if (texts.some((text) => folded.includes(foldedText(text)))) {
      throw new UserError(`Expected a password without ${what}, got one that contains it: choose another.`);
    }
  }
  if (isCommonPassword(folded)) {
    throw new UserError(
      'Expected a password that few others have, got a common one: choose another, such as four words that do not ' +
        'belong together.',
    );
  }
}

const longParts = (texts: readonly string[]): string[] =>
  texts.filter((text) => [...text].length >= SHORTEST_PART);

const foldedText = (text: string): string => text.normalize('NFC').toLowerCase();
