/**
 * Writes the files that codegen.ts names, as `graphql-codegen --config codegen.ts` does, whose package needs Node 22. With
 * --check it writes nothing, and fails for a file that is out of date.
 *
 *     node examples/generate.js [--check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { loadConfigFromFile } from 'vite';

const pluginMap = { 'typescript-operations': operationTypes, 'typed-document-node': typedDocuments };

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (name) => readFile(path(name), 'utf8');

// Vite's loader takes any file in TypeScript that exports an object.
const { config: settings } = await loadConfigFromFile({ command: 'build', mode: '' }, path('codegen.ts'));
const schema = parse(await read(settings.schema));
const isCheck = process.argv.includes('--check');

for (const [filename, { documents, plugins, config }] of Object.entries(settings.generates)) {
  const text = await codegen({
    filename,
    schema,
    documents: [{ location: documents, document: parse(await read(documents)) }],
    pluginMap,
    plugins: plugins.map((name) => ({ [name]: {} })),
    config,
  });
  const formatted = await format(text, { ...(await resolveConfig(path(filename))), parser: 'typescript' });
  if (!isCheck) await writeFile(path(filename), formatted);
  else if ((await read(filename)) !== formatted) {
    throw new Error(`Expected ${filename} as ${documents} says, got another text: run npm run examples.`);
  }
}
