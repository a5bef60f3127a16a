import type { GraphQLResolveInfo } from 'graphql';

/** Returns the name of the operation that a resolver is called for; null where it has none. */
export const operationNameOf = ({ operation }: GraphQLResolveInfo): string | null =>
  operation.name?.value ?? null;
