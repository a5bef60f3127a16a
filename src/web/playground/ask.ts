import { endpoint } from './endpoint.js';
import { fetchAsCaller } from './fetchAsCaller.js';

/** What an operation of this page was answered: its data, or a sentence on why there is none. */
export type Answer<Data> = { readonly data: Data } | { readonly fault: string; readonly status: number };

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Sends an operation of this page itself. Secrets go into its variables, which are not kept. */
export async function ask<Data>(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Data>> {
  try {
    const response = await fetchAsCaller(endpoint, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Body<Data>;
    const { status } = response;
    if (data) return { data };
    return { fault: errors?.[0]?.message ?? `The server answers ${status}.`, status };
  } catch {
    return { fault: 'The server does not answer.', status: 0 };
  }
}
