import { UserError } from '../../userError.js';

/**
 * Returns the error for a file that is above a limit of imports, or with which its folder is.
 *
 * @param limit what was expected at most, such as "10000 tickers"
 * @param got what the file has, as far as it was read
 * @param setting the variable that sets the limit
 * @param split what to split, so that it is within the limit
 */
export function overLimit(
  file: string,
  limit: string,
  got: string,
  setting: string,
  split: 'it' | 'the folder' = 'it',
): UserError {
  return new UserError(
    `${file}: expected at most ${limit}, got ${got}. Check that it is the right file; split ${split}, or raise ${setting}. ` +
      'The file was refused whole; what is stored stays.',
  );
}
