type Payload = Readonly<Record<string, unknown>>;

/** What each secret of ours begins with. */
const SECRET = /\bgo[karcl]_[\dA-Za-z]/;

/**
 * Returns the value of `authorization` in the payload of `connection_init`, or in its `headers`, whatever the case of its
 * name.
 *
 * @returns undefined where there is none; null where it is no text, there are two, or a secret of ours has another name,
 *   so that its sender would be taken for another caller
 */
export function authorizationIn(payload: Payload | undefined): string | undefined | null {
  if (payload === undefined) return undefined;
  const { headers } = payload;
  const values = [...valuesIn(payload), ...(isObject(headers) ? valuesIn(headers) : [])];
  if (values.length === 0) return SECRET.test(JSON.stringify(payload)) ? null : undefined;
  const [value] = values;
  return values.length === 1 && typeof value === 'string' ? value : null;
}

function valuesIn(payload: Payload): readonly unknown[] {
  return Object.entries(payload)
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value);
}

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null;
