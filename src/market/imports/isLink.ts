/**
 * Returns whether a text is a link that may be shown to users: https, written out, with a host, and without a name and
 * password, which hide where it leads.
 */
export function isLink(text: string): boolean {
  if (!/^https:\/\/[^\s/\\]/.test(text) || /[\s\\<>"]/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
