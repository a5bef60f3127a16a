import type { FastifyInstance } from 'fastify';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { createApp, type AppOptions } from '../../src/http/app.js';

/** What `failure` fails with: nothing of it may reach a client. */
export const SECRET = 'connection to /var/run/postgres.sock as greyoak refused';

const text = new GraphQLNonNull(GraphQLString);

/** `greeting`, the request id that the context was made with, and a field that fails. */
export const SCHEMA = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, { readonly requestId: string }>({
    name: 'Query',
    description: 'A schema of three fields.',
    fields: {
      greeting: { type: text, description: 'Always "hello".', resolve: () => 'hello' },
      requestId: { type: text, resolve: (_source, _args, context) => context.requestId },
      failure: {
        type: GraphQLString,
        resolve: () => {
          throw new Error(SECRET);
        },
      },
    },
  }),
});

const open: FastifyInstance[] = [];

/** An app over the small schema, silent and ready; `closeApps` closes it. */
export async function appWith(options: Partial<AppOptions> = {}): Promise<FastifyInstance> {
  const app = await createApp({
    schema: SCHEMA,
    contextOf: ({ requestId }) => ({ requestId }),
    isReady: async () => ({ ready: true }),
    logger: { level: 'silent' },
    isProduction: true,
    ...options,
  });
  open.push(app);
  return app;
}

export async function closeApps(): Promise<void> {
  for (const app of open.splice(0)) await app.close();
}

/** A stream for the log of an app, and the lines that came so far. */
export function logOf(): { stream: { write(line: string): void }; lines: () => Record<string, unknown>[] } {
  const written: string[] = [];
  return {
    stream: { write: (line) => void written.push(line) },
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
