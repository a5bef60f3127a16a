import { lexicographicSortSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { examplesIn, type Document } from './examplesIn.js';
import { indexPage } from './indexPage.js';
import { operationPage } from './operationPage.js';
import { pageOfType } from './pageOfType.js';
import { typeSection } from './typeSection.js';

const ROOTS = {
  'queries.md': 'Query',
  'mutations.md': 'Mutation',
  'subscriptions.md': 'Subscription',
} as const;

const TITLES = {
  'queries.md': 'Queries',
  'mutations.md': 'Mutations',
  'subscriptions.md': 'Subscriptions',
  'types.md': 'Types',
  'inputs.md': 'Inputs',
  'enums.md': 'Enums',
  'scalars.md': 'Scalars',
} as const;

/**
 * Returns the pages of docs/reference, except for its examples, by their names.
 *
 * @param documents whose operations are linked as examples
 */
export function referencePages(
  schema: GraphQLSchema,
  documents: readonly Document[],
): ReadonlyMap<string, string> {
  const sorted = lexicographicSortSchema(schema);
  const examples = examplesIn(documents);
  const roots = Object.entries(ROOTS).map(([page, name]) => ({
    page,
    root: sorted.getType(name) as GraphQLObjectType,
  }));
  const types = Object.values(sorted.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !roots.some(({ root }) => root === type))
    .map((type) => ({ name: type.name, page: pageOfType(type), type }));
  const fields = roots.flatMap(({ page, root }) =>
    Object.keys(root.getFields()).map((name) => ({ name, page })),
  );

  const pages = new Map([['README.md', indexPage(TITLES, [...fields, ...types])]]);
  for (const { page, root } of roots) {
    pages.set(page, operationPage(TITLES[page as keyof typeof ROOTS], root, examples));
  }
  for (const page of ['types.md', 'inputs.md', 'enums.md', 'scalars.md'] as const) {
    const sections = types.filter((one) => one.page === page).map(({ type }) => typeSection(sorted, type));
    pages.set(page, [`# ${TITLES[page]}\n`, ...sections].join('\n'));
  }
  return pages;
}
