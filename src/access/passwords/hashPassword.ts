import { hash } from '@node-rs/argon2';
import { hashing } from './hashing.js';
import { PASSWORD_PARAMETERS } from './passwordParameters.js';

/**
 * Returns what is stored of a password: argon2id, which is the default algorithm of the library, as PHC writes it with its
 * parameters and salt.
 *
 * @throws TooManyHashes where two passwords are being hashed
 */
export const hashPassword = (password: string, parameters = PASSWORD_PARAMETERS): Promise<string> =>
  hashing(() => hash(password.normalize('NFC'), parameters));
