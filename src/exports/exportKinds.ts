/** What an export can be of. Each is one table (docs/exports.md). */
export const EXPORT_KINDS = ['SCORES', 'FEATURES', 'BARS', 'FACTS', 'SESSION', 'MY_DATA'] as const;

export type ExportKind = (typeof EXPORT_KINDS)[number];
