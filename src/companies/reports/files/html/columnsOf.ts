import type { ReportColumn, ReportTable } from '../../reportContent.js';
import { UNIT_SIGNS } from '../../shown/unitSigns.js';
import { isAmount } from '../../shown/isAmount.js';
import { markup, type Markup } from './markup.js';

/** A column as readers see it. */
export interface ShownColumn {
  readonly column: ReportColumn;
  /** Where its cells are in a row. */
  readonly at: number;
  readonly isNumeric: boolean;
}

/** Returns the columns that readers see: one that only states units stands with the numbers. */
export function columnsOf({ columns, rows }: ReportTable): readonly ShownColumn[] {
  const units = new Set(columns.map(({ unitColumn }) => unitColumn));
  return columns.flatMap((column, at) => {
    if (units.has(column.name)) return [];
    const hasUnit = column.unit !== null || column.unitColumn !== null;
    const isNumeric = rows.every(
      ({ [at]: cell }) => cell === null || typeof cell === 'number' || (hasUnit && isAmount(cell)),
    );
    return [{ column, at, isNumeric: isNumeric && rows.some(({ [at]: cell }) => cell !== null) }];
  });
}

/** Shows the title of a column with its unit. */
export function headingOf({ title, unit }: Pick<ReportColumn, 'title' | 'unit'>): Markup {
  const sign = unit === null ? '' : UNIT_SIGNS[unit].heading;
  return sign === '' || sign === title.toLowerCase()
    ? markup`${title}`
    : markup`${title} <span class="unit">${sign}</span>`;
}
