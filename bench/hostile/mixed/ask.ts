import { request, type Agent } from 'node:http';

/** How long an answer is waited for. */
const PATIENCE_MS = 30_000;

export interface Asked {
  readonly port: number;
  readonly agent: Agent;
  readonly path?: string;
  readonly query: string;
  readonly authorization: string | readonly string[] | null;
}

export interface Answer {
  /** 0 if the connection broke. */
  readonly status: number;
  /** The name of the first field of the data; null where there is none. */
  readonly field: string | null;
}

/** Sends an operation over a connection that is kept. */
export function ask({ port, agent, path = '/graphql', query, authorization }: Asked): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = () => resolve({ status: 0, field: null });
    const body = JSON.stringify({ query });
    const sent = request(
      {
        port,
        agent,
        path,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json',
          'content-type': 'application/json',
          'content-length': body.length,
          ...(authorization !== null && { authorization: authorization as string }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          const [, field = null] = /^\{"data":\{"(\w+)":\{/.exec(Buffer.concat(chunks).toString()) ?? [];
          resolve({ status: response.statusCode ?? 0, field });
        });
      },
    );
    sent.setTimeout(PATIENCE_MS, () => sent.destroy());
    sent.on('error', fail);
    sent.end(body);
  });
}
