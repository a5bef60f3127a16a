import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { formatError } from '../../../src/graphql/errors.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';

/** Errors that were masked in answers since the beginning of the test file. */
export const internalErrors: unknown[] = [];

const server = new ApolloServer<GraphqlContext>({
  schema: buildGreyoakSchema(),
  formatError: (formatted, error) => formatError(formatted, error, (cause) => internalErrors.push(cause)),
  includeStacktraceInErrorResponses: true,
  // Apollo takes the schema for a subgraph's, and would tell about traces.
  plugins: [ApolloServerPluginInlineTraceDisabled()],
});

type Answer = FormattedExecutionResult<Record<string, unknown>>;

/** What Apollo answers to a document, as a client sees it: plain JSON. */
export async function execute(
  contextValue: GraphqlContext,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const { body } = await server.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error(`expected one answer, got ${body.kind}`);
  return JSON.parse(JSON.stringify(body.singleResult)) as Answer;
}

/** The data of an answer that must have no errors. */
export async function dataOf(
  context: GraphqlContext,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { data, errors } = await execute(context, query, variables);
  if (errors !== undefined || !data) throw new Error(`expected no errors, got ${JSON.stringify(errors)}`);
  return data;
}
