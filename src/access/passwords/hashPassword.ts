import { hash } from '@node-rs/argon2';

/** OWASP's parameters of argon2id (its cheat sheet on storing passwords), which is the default algorithm. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Returns what is stored of a password: argon2id as PHC writes it, with its parameters and salt. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), PARAMETERS);
