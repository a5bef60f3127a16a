export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** A character is written with at most this many units before it is composed (Unicode NFC). */
const UNITS = 8;

/** Counts the characters of a password, composed; Infinity for a text that is too long to look at. */
export const passwordLength = (password: string): number =>
  password.length > UNITS * PASSWORD_LENGTH.most ? Infinity : [...password.normalize('NFC')].length;

export const isTooLong = (password: string): boolean => passwordLength(password) > PASSWORD_LENGTH.most;
