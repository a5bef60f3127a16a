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
import type { Documents } from '../graphql/operation/documents.js';
import type { Operations } from '../graphql/operation/operations.js';
import { resultText } from '../graphql/operation/resultText.js';
import { DocumentStore } from './documentStore.js';
import { documentTexts } from './documentTexts.js';
import { legacyStatus } from './legacyStatus.js';
import { refuseDocuments } from './refuseDocuments.js';
import { reportFailures } from './reportFailures.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly operations: Pick<Operations, 'execute'>;
  /** Returns what clients see of an error. */
  readonly formatError: NonNullable<ApolloServerOptions<object>['formatError']>;
  readonly isProduction: boolean;
  /** Rules that documents must keep in addition to those of GraphQL. */
  readonly validationRules: readonly ValidationRule[];
  /** Documents that were parsed and validated already. */
  readonly documents: Documents;
}

/** Returns an Apollo Server that is not started yet. It negotiates, resolves documents and formats errors. */
export function createApollo(options: ApolloOptions, log: FastifyBaseLogger): ApolloServer<GraphqlContext> {
  const { documents, schema, operations } = options;
  const store = new DocumentStore(documents);
  return new ApolloServer<GraphqlContext>({
    // Apollo leaves executing to what it takes for a gateway.
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
    documentStore: store,
    formatError: options.formatError,
    logger: log,
    nodeEnv: options.isProduction ? 'production' : 'development',
    validationRules: [...options.validationRules],
    // Once a document was sent, its hash stands for it, as long as it is kept.
    persistedQueries: { cache: documentTexts(documents) },
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    stringifyResult: resultText,
    plugins: [
      // The default walks every field of an answer, which doubles the time of lists.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // An APOLLO_KEY in the environment must not make the server report to Apollo.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      refuseDocuments(store, options.formatError),
      legacyStatus(),
      reportFailures(log),
    ],
  });
}
