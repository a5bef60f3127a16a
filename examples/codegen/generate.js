/**
 * Prints types and typed documents of operations.graphql, made from schema.graphql:
 *
 *     node examples/codegen/generate.js > examples/codegen/graphql.ts
 */
import { readFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { format, resolveConfig } from 'prettier';

const read = async (path) => parse(await readFile(new URL(path, import.meta.url), 'utf8'));

const generated = await codegen({
  filename: 'graphql.ts',
  schema: await read('../../schema.graphql'),
  documents: [{ location: 'operations.graphql', document: await read('operations.graphql') }],
  pluginMap: { operationTypes, typedDocuments },
  plugins: [{ operationTypes: {} }, { typedDocuments: {} }],
  config: {
    scalars: { Date: 'string', DateTime: 'string', Ticker: 'string' },
    strictScalars: true,
    immutableTypes: true,
    skipTypename: true,
    useTypeImports: true,
  },
});

const options = await resolveConfig(new URL(import.meta.url));
const notice = '/* Made by generate.js from operations.graphql and schema.graphql. */\n';
process.stdout.write(await format(notice + generated, { ...options, parser: 'typescript' }));
