const INTRODUCTION = `# The schema, element by element

Every query, mutation, subscription and type of the schema, with what its description says, who may use it, and what it
costs. [Access](../access.md) explains scopes and roles, [limits](../limits.md) the costs, [live](../live.md) the
subscriptions. [Examples](examples.md) has operations with their answers. \`npm run generate\` writes these pages from the
sources; the same text is in \`schema.graphql\` and in the book of the playground.
`;

/** An element that the index lists. */
export interface Indexed {
  readonly name: string;
  readonly page: string;
}

/** Returns the first page of the reference, which lists all elements by name under the titles of their pages. */
export function indexPage(titles: Readonly<Record<string, string>>, elements: readonly Indexed[]): string {
  const sections = Object.entries(titles).map(([page, title]) => {
    const links = elements
      .filter((element) => element.page === page)
      .map(({ name }) => `[${name.replaceAll('_', '\\_')}](${page}#${name.toLowerCase()})`);
    return `## [${title}](${page})\n\n${links.join(', ')}\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}
