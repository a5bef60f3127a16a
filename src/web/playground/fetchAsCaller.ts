import { apiKey } from './apiKey.js';

/**
 * Sends a request with the API key, unless it names a credential of its own, as from the editor of headers. Without one,
 * the cookie of a session counts, which the server takes only with the header `x-greyoak`: pages of other sites cannot
 * send it.
 */
export const fetchAsCaller: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-greyoak', 'playground');
  const { authorization } = apiKey;
  if (authorization !== undefined && !headers.has('authorization'))
    headers.set('authorization', authorization);
  return fetch(input, { ...init, headers });
};
