import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The relative imports of each file that was read, by path, with the time of the file's last change. */
const read = new Map();

/** Returns the file that a relative import names, or null. Sources import each other as `.js`, as they are compiled. */
function resolveImport(source, importer) {
  if (!source.startsWith('.')) return null;
  const path = join(dirname(importer), source);
  const candidates = [
    path.replace(/\.js$/, '.ts'),
    path.replace(/\.js$/, '.tsx'),
    `${path}.ts`,
    `${path}.tsx`,
  ];
  return candidates.find((candidate) => /\.tsx?$/.test(candidate) && existsSync(candidate)) ?? null;
}

/** Returns the files that a file imports: values, types, re-exports, `import('…')`. */
function importsOf(path) {
  const { mtimeMs } = statSync(path);
  const known = read.get(path);
  if (known?.mtimeMs === mtimeMs) return known.imports;
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'));
  const imports = importedFiles
    .map(({ fileName }) => resolveImport(fileName, path))
    .filter((file) => file !== null);
  read.set(path, { mtimeMs, imports });
  return imports;
}

/**
 * Returns the shortest chain of imports from one file to another, both included, or null.
 *
 * @param dead files that do not lead to the other one; those that are found not to are added, so that each is visited once
 */
function findChain(from, to, dead) {
  const importers = new Map([[from, null]]);
  for (const path of importers.keys()) {
    if (path === to) {
      const chain = [];
      for (let at = path; at !== null; at = importers.get(at)) chain.unshift(at);
      return chain;
    }
    for (const next of importsOf(path)) {
      if (!importers.has(next) && !dead.has(next)) importers.set(next, path);
    }
  }
  for (const path of importers.keys()) dead.add(path);
  return null;
}

/**
 * Refuses cycles of imports, including those that consist of types alone: two files that need each other's types are
 * read and changed together all the same. `import-x/no-cycle` passes over `import type`.
 */
export const noImportCycle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'This import closes a cycle: {{chain}}. Move what both need to a file of its own.' },
  },
  create(context) {
    const dead = new Set();
    const check = ({ source }) => {
      const imported =
        source?.type === 'Literal' ? resolveImport(String(source.value), context.filename) : null;
      const chain = imported === null ? null : findChain(imported, context.filename, dead);
      if (chain === null) return;
      const names = [context.filename, ...chain].map((path) => relative(context.cwd, path));
      context.report({ node: source, messageId: 'cycle', data: { chain: names.join(' → ') } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
