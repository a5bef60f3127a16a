/**
 * What is used of each server, so that types can be checked where bench/ is not installed. An ambient module goes
 * before the package's own types.
 */

declare module 'graphql-yoga' {
  import type { RequestListener } from 'node:http';
  import type { GraphQLSchema } from 'graphql';
  export function createSchema(options: {
    readonly typeDefs: string;
    readonly resolvers: object;
  }): GraphQLSchema;
  export function createYoga(options: {
    readonly schema: GraphQLSchema;
    readonly context: () => object;
    readonly parserAndValidationCache: boolean;
    readonly graphiql: boolean;
    readonly landingPage: boolean;
    readonly logging: boolean;
  }): RequestListener;
}

declare module 'mercurius' {
  import type { FastifyPluginAsync } from 'fastify';
  const mercurius: FastifyPluginAsync<{
    readonly schema: string;
    readonly resolvers: object;
    readonly loaders: object;
    readonly context: () => object;
    readonly jit: number;
    readonly graphiql: boolean;
  }>;
  export default mercurius;
}

declare module 'postgraphile' {
  import type { Server } from 'node:http';
  interface Servable {
    addTo(server: Server): Promise<void>;
  }
  export function postgraphile(preset: object): {
    createServ(grafserv: (config: object) => Servable): Servable;
  };
}

declare module 'postgraphile/adaptors/pg' {
  export function makePgService(options: {
    readonly connectionString: string;
    readonly poolConfig: object;
    readonly connectionString: string;
    readonly schemas: readonly string[];
  }): object;
}

declare module 'postgraphile/grafserv/node' {
  import type { Server } from 'node:http';
  export function grafserv(config: object): { addTo(server: Server): Promise<void> };
}

declare module 'postgraphile/presets/amber' {
  export const PostGraphileAmberPreset: object;
}
