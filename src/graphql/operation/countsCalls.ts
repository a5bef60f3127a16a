import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import { policyOf } from '../fieldPolicy.js';

/** Whether a document has a field whose calls are counted by caller (RateLimited), wherever and under any condition. */
export function countsCalls(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isCounted = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const field = types.getFieldDef();
        if (field && policyOf(field)?.isCounted === true) isCounted = true;
      },
    }),
  );
  return isCounted;
}
