import type { Types } from '@graphql-codegen/plugin-helpers';

/** How values of our scalars are in JSON. Without its line, a scalar would be `any`, which `strictScalars` refuses. */
const scalars = {
  Date: 'string',
  DateTime: 'string',
  Decimal: { input: 'string | number', output: 'string' },
  Ticker: 'string',
  _Any: 'unknown',
};

const plugins = ['typescript-operations', 'typed-document-node'];
const config = {
  scalars,
  strictScalars: true,
  immutableTypes: true,
  skipTypename: true,
  useTypeImports: true,
};

/**
 * The configuration of GraphQL Code Generator. In a project of your own, its type is `CodegenConfig` of
 * `@graphql-codegen/cli`, which is the same one, and `schema` may be the URL of a running service:
 * http://127.0.0.1:4000/graphql.
 */
const codegen: Types.Config = {
  schema: '../schema.graphql',
  generates: {
    'codegen/graphql.ts': { documents: 'codegen/operations.graphql', plugins, config },
    'react/src/graphql.ts': { documents: 'react/src/operations.graphql', plugins, config },
  },
  hooks: { afterOneFileWrite: ['prettier --write'] },
};

export default codegen;
