import type { StockOrder } from './order.js';
import type { StockFilter } from './screen.js';
import { sourceOf, type FieldSource, type StockField } from './stockFields.js';

type Source = FieldSource['of'];

/** Returns from what a filter and an order read numbers. */
export function neededSources(filter: StockFilter | null, { field }: StockOrder): ReadonlySet<Source> {
  const fields: StockField[] = field === 'TICKER' || field === 'NAME' ? [] : [field];
  if (filter !== null) fields.push(...fieldsOf(filter));
  return new Set(fields.map(sourceOf));
}

function fieldsOf({ where, and, or, not }: StockFilter): readonly StockField[] {
  const ofConditions = (where ?? []).flatMap(({ field, than }) =>
    than === null || than === undefined ? [field] : [field, than],
  );
  return [...ofConditions, ...[...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].flatMap(fieldsOf)];
}
