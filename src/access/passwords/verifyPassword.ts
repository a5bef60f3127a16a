import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { hashing } from './hashing.js';
import { isTooLong } from './passwordLength.js';
import { PASSWORD_PARAMETERS, type PasswordParameters } from './passwordParameters.js';

/**
 * Whether a password is the one that a hash was stored of. It takes as long without a stored hash, and with a password
 * that is too long to be one.
 *
 * @param stored as `hashPassword` returned it; null: there is none, and no password is right
 * @throws TooManyHashes where two passwords are being hashed
 */
export async function verifyPassword(
  stored: string | null,
  password: string,
  parameters: PasswordParameters = PASSWORD_PARAMETERS,
): Promise<boolean> {
  const text = isTooLong(password) ? '' : password.normalize('NFC');
  const isSame = await hashing(() => verify(stored ?? decoy(parameters), text));
  return isSame && stored !== null && text !== '';
}

/** Returns a hash of no known password. */
function decoy({ memoryCost, timeCost, parallelism }: PasswordParameters): string {
  const [salt, hash] = [16, 32].map((bytes) => randomBytes(bytes).toString('base64').replaceAll('=', ''));
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${hash}`;
}
