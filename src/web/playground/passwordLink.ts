const FRAGMENT = /^#password=(gol_[0-9A-Za-z]+)$/;

/**
 * The link by which this page was opened to set a password, `/playground#password=gol_…`. Browsers do not send what comes
 * after `#`, so that no log has the token; it is taken out of the address at once, so that the history has it no more.
 */
export const passwordLink = { token: takeToken() };

/** Returns null where the address has no token. */
function takeToken(): string | null {
  const token = FRAGMENT.exec(location.hash)?.[1];
  if (token === undefined) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return token;
}
