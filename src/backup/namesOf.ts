import pg from 'pg';

/** Returns names of tables or columns as a list for a statement. */
export const namesOf = (names: readonly string[]): string => names.map(pg.escapeIdentifier).join(', ');
