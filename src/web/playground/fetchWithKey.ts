import { apiKey } from './apiKey.js';

/** Sends a request with the API key, unless it names a credential of its own, as from the editor of headers. */
export const fetchWithKey: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  const { authorization } = apiKey;
  if (authorization !== undefined && !headers.has('authorization'))
    headers.set('authorization', authorization);
  return fetch(input, { ...init, headers });
};
