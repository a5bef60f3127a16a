import { AuthKey } from '../../../src/access/authKey.js';

/** The secret of services that tests make. */
export const AUTH_KEY = new AuthKey(Buffer.alloc(32, 'greyoak'));
