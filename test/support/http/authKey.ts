import { AuthKey } from '../../../src/access/authKey.js';

const SECRET = Buffer.from(Array.from({ length: 32 }, (_, k) => k));

/** The secret of services that tests make. */
export const AUTH_KEY = new AuthKey(SECRET);

/** The same as the setting AUTH_KEY. */
export const AUTH_KEY_SETTING = SECRET.toString('base64');
