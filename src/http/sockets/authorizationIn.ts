import { holdsSecret } from '../callers/credential.js';
import { CLOSES, type Close } from './closes.js';

type Payload = Readonly<Record<string, unknown>>;

/**
 * Returns the value of `authorization` in the payload of `connection_init`, or in its `headers`, whatever the case of its
 * name.
 *
 * @returns undefined where there is none; the close of the socket where it is no text, where there are two, or where a
 *   secret of ours has another name, because its sender would be taken for another caller
 */
export function authorizationIn(payload: Payload = {}): string | undefined | Close {
  const { headers = {}, ...rest } = payload;
  const places = [rest, isObject(headers) ? headers : { headers }];
  const entries = places.flatMap((place) => Object.entries(place));
  const values = entries.filter(([name]) => isAuthorization(name)).map(([, value]) => value);
  if (holdsSecretWithin(entries.filter(([name]) => !isAuthorization(name)))) return CLOSES.otherAuthorization;
  if (values.length === 0) return undefined;
  const [value] = values;
  return values.length === 1 && typeof value === 'string' ? value : CLOSES.invalidAuthorization;
}

const isAuthorization = (name: string): boolean => name.toLowerCase() === 'authorization';

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

/** Messages that are nested too deeply are refused before. */
function holdsSecretWithin(value: unknown): boolean {
  if (typeof value === 'string') return holdsSecret(value);
  return isObject(value) && Object.values(value).some(holdsSecretWithin);
}
