import { fetchWithKey } from './fetchWithKey.js';

interface Answer {
  readonly data?: {
    readonly me?: {
      readonly role?: string | null;
      readonly user?: { readonly name: string } | null;
      readonly apiKey?: { readonly name: string } | null;
    } | null;
  } | null;
  readonly errors?: readonly { readonly message: string }[];
}

const QUERY = '{ me { role user { name } apiKey { name } } }';

/** Asks the server whom it takes the sender of an API key for. Returns a sentence. */
export async function whoAsks(key: string): Promise<string> {
  try {
    const response = await fetchWithKey('/graphql', {
      method: 'POST',
      // Errors of the operation are answered 200 then, so that only a refused key is an error of the page.
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data, errors } = (await response.json()) as Answer;
    if (!response.ok) return errors?.[0]?.message ?? `The server answers ${response.status}.`;
    const { role, user, apiKey } = data?.me ?? {};
    const named = apiKey ? `the key "${apiKey.name}"` : `the key ${key.slice(0, 12)}…`;
    return user ? `You are ${user.name} (${role ?? 'no role'}), by ${named}.` : `You ask by ${named}.`;
  } catch {
    return 'The server does not answer.';
  }
}
