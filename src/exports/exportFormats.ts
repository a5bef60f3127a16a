/** How the table of an export can be written. */
export const EXPORT_FORMATS = ['CSV', 'PARQUET', 'JSON'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
