import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { FormattedExecutionResult, GraphQLSchema, ValidationRule } from 'graphql';
import { refuseLongDocuments } from './documentLimits.js';
import { reportFailures } from './reportFailures.js';

export interface GraphqlEndpointOptions {
  readonly schema: GraphQLSchema;
  /** The context of one operation. */
  readonly contextOf: (request: { readonly requestId: string }) => object;
  /** What clients see of an error. */
  readonly formatError?: NonNullable<ApolloServerOptions<object>['formatError']>;
  readonly isProduction: boolean;
  /** Rules that operations keep beside those of the language. */
  readonly validationRules?: readonly ValidationRule[];
}

/** `/graphql`: operations by POST and GET. */
export async function serveGraphql(app: FastifyInstance, options: GraphqlEndpointOptions): Promise<void> {
  const apollo = new ApolloServer<object>({
    schema: options.schema,
    ...(options.formatError && { formatError: options.formatError }),
    logger: app.log,
    nodeEnv: options.isProduction ? 'production' : 'development',
    validationRules: [...(options.validationRules ?? [])],
    persistedQueries: false,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    plugins: [
      // Its default walks every field of an answer, which doubles the cost of lists.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // An APOLLO_KEY in the environment must not make the server report to Apollo.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      reportFailures(app.log),
    ],
  });
  await apollo.start();
  // Fastify calls this after the last request was answered.
  app.addHook('onClose', () => apollo.stop());

  await app.register(async (scope) => {
    scope.addHook('preHandler', refuseLongDocuments);
    scope.addHook('onSend', async (request, _reply, body) => withRequestId(body, request.id));
    const handler = fastifyApolloHandler(apollo, {
      context: async (request) => {
        try {
          return options.contextOf({ requestId: request.id });
        } catch (error) {
          request.log.error({ err: error }, 'no context for an operation');
          throw error;
        }
      },
    });
    scope.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  });
}

/**
 * Puts the id of the request into each error of an answer. Done on the bytes because Apollo formats errors
 * without knowing their request, and calls no plugin for those from before an operation. Apollo writes errors
 * first, so answers without any are told by their first bytes.
 */
function withRequestId(body: unknown, requestId: string): unknown {
  if (typeof body !== 'string' || !body.startsWith('{"errors":')) return body;
  const answer = JSON.parse(body) as FormattedExecutionResult;
  const errors = answer.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  return `${JSON.stringify({ ...answer, errors })}\n`;
}
