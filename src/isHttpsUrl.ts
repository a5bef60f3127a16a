/** Longer addresses are none that a person follows. */
const MOST = 2048;

/** Returns whether a text is an address by https with a host, without a user or a password, of at most 2,048 characters. */
export function isHttpsUrl(text: string): boolean {
  // The parser takes blanks, and an address without its slashes.
  if (text.length > MOST || !/^https:\/\/[^/]/i.test(text) || /[\s\\]/.test(text)) return false;
  try {
    const { protocol, hostname, username, password } = new URL(text);
    return protocol === 'https:' && hostname !== '' && username === '' && password === '';
  } catch {
    return false;
  }
}
