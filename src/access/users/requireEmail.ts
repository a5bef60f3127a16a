import { z } from 'zod';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';

/** The longest address that can be delivered to (RFC 5321). */
const LONGEST = 254;
const EMAIL = z.email().max(LONGEST);

/**
 * Returns an e-mail address without the blanks around it.
 *
 * @throws UserError for a text that is none
 */
export function requireEmail(email: string): string {
  const { success, data } = EMAIL.safeParse(email.trim());
  if (success) return data;
  throw new UserError(
    `Expected an e-mail address such as "asha@example.com", got "${shown(email)}": give one of at most ${LONGEST} ` +
      'characters.',
  );
}
