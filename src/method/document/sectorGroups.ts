/** Describes how a stock gets its sector group (method §11). */
export const sectorGroups = (): string => `## §11 Sector groups

The first of these that names a group gives it:

1. the row of \`classifications.csv\` with the newest \`from\` ≤ D; the oldest row also counts for the days before it. Its
   \`sector_group\` comes first, then the line of its \`basic_industry\`, then that of its \`industry\`;
2. \`sector_group\` in \`companies.csv\`;
3. the ticker's line in \`config/sectors.yaml\`;
4. the line of the company's \`basic_industry\`, which tells lenders, insurers and asset managers apart;
5. the line of its \`industry\`.

When a company's row in \`companies.csv\` is changed later, that writes a classification dated the day of the import, so
that past scores stay. A stock without a group gets no score: the run names it with the code NO_SECTOR_GROUP, and guesses
nothing.
`;
