/**
 * Returns the value of `authorization` in the payload of `connection_init`, whatever the case of its name.
 *
 * @returns undefined where there is none; null where it is no text, or there are two
 */
export function authorizationIn(
  payload: Readonly<Record<string, unknown>> | undefined,
): string | undefined | null {
  const values = Object.entries(payload ?? {})
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value);
  if (values.length === 0) return undefined;
  const [value] = values;
  return values.length === 1 && typeof value === 'string' ? value : null;
}
