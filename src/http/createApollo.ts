import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { GraphqlContext } from '../graphql/context.js';
import type { Operations } from '../graphql/operation/operations.js';
import { legacyStatus } from './legacyStatus.js';
import { reportFailures } from './reportFailures.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly operations: Pick<Operations, 'execute'>;
  /** What clients see of an error. */
  readonly formatError: NonNullable<ApolloServerOptions<object>['formatError']>;
  readonly isProduction: boolean;
  /** Rules that operations keep beside those of the language. */
  readonly validationRules: readonly ValidationRule[];
}

/** Apollo as far as we need it, not started yet. */
export function createApollo(options: ApolloOptions, log: FastifyBaseLogger): ApolloServer<GraphqlContext> {
  const { schema, operations } = options;
  return new ApolloServer<GraphqlContext>({
    // Apollo parses, validates and keeps documents, and leaves executing to whoever it takes for a gateway.
    gateway: {
      load: async () => ({
        executor: async ({ document, request, context }) =>
          operations.execute(
            {
              document,
              operationName: request.operationName ?? null,
              variables: request.variables ?? {},
            },
            context as GraphqlContext,
          ),
      }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: async () => undefined,
    },
    formatError: options.formatError,
    logger: log,
    nodeEnv: options.isProduction ? 'production' : 'development',
    validationRules: [...options.validationRules],
    // A hash, once its document was sent, stands for it.
    persistedQueries: { ttl: null },
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      // Its default walks every field of an answer, which doubles the cost of lists.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // An APOLLO_KEY in the environment must not make the server report to Apollo.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      legacyStatus(),
      reportFailures(log),
    ],
  });
}
