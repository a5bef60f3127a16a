import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import type { GraphqlContext } from '../graphql/context.js';
import type { Documents } from '../graphql/operation/documents.js';
import type { Operations } from '../graphql/operation/operations.js';
import { resultText } from '../graphql/operation/resultText.js';
import { documentStore } from './documentStore.js';
import { legacyStatus } from './legacyStatus.js';
import { notAcceptable } from './notAcceptable.js';
import { persistedTexts } from './persistedTexts.js';
import { reportFailures } from './reportFailures.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly operations: Pick<Operations, 'answer'>;
  /** Returns what clients see of an error. */
  readonly formatError: NonNullable<ApolloServerOptions<object>['formatError']>;
  readonly isProduction: boolean;
  /** Parses and validates the documents of all transports. */
  readonly documents: Documents;
}

/** Returns an Apollo Server that is not started yet. It negotiates, resolves documents and formats errors. */
export function createApollo(options: ApolloOptions, log: FastifyBaseLogger): ApolloServer<GraphqlContext> {
  const { documents, schema, operations } = options;
  return new ApolloServer<GraphqlContext>({
    // Apollo leaves executing to what it takes for a gateway.
    gateway: {
      load: async () => ({
        executor: async ({ document, request, context }) => {
          const errors = documents.errorsIn(document);
          if (errors.length === 0) return operations.answer(document, request, context as GraphqlContext);
          // Of several errors Apollo tells one, where it finds no operation, and gives it another code.
          if (getOperationAST(document, request.operationName) === null) throw errors[0];
          return { errors: [...errors] };
        },
      }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: async () => undefined,
    },
    documentStore: documentStore(documents),
    formatError: options.formatError,
    logger: log,
    nodeEnv: options.isProduction ? 'production' : 'development',
    // The documents validate, once for all transports.
    dangerouslyDisableValidation: true,
    // Once a document was sent, its hash stands for it, as long as it is kept.
    persistedQueries: { cache: persistedTexts(documents), ttl: null },
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
      legacyStatus(),
      notAcceptable(),
      reportFailures(log),
    ],
  });
}
