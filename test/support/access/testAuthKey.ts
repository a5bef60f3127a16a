import { createHash } from 'node:crypto';
import { AuthKey } from '../../../src/access/authKey.js';

const secret = createHash('sha256').update('the tests of greyoak').digest();

/** AUTH_KEY for a service of a test. */
export const TEST_AUTH_KEY = secret.toString('base64');

/** The same, as the program has it. */
export const testAuthKey = new AuthKey(secret);
