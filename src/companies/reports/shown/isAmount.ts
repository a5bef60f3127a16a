import type { ReportCell } from '../reportContent.js';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Returns whether a cell is a decimal amount, which GraphQL gives as a text. */
export const isAmount = (cell: ReportCell): cell is string => typeof cell === 'string' && DECIMAL.test(cell);
