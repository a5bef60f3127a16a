import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';

/**
 * Reads the end of a period and the day of its publication.
 *
 * @param name the column of the period's end
 * @param lagOf reads how many days after the period a row was published that does not say so
 */
export function publishedPeriod(
  columns: Columns,
  name: 'period_end' | 'quarter_end',
  lagOf: Reader<number>,
): Reader<{ readonly periodEnd: Day; readonly publishedOn: Day }> {
  const end = columns.pastDay(name);
  const published = columns.optionalPastDay('published_on');
  return (row) => {
    const periodEnd = end(row);
    const stated = published(row);
    if (periodEnd > stated) {
      throw new RowRefused(
        name,
        isoOf(periodEnd),
        'PERIOD_AFTER_PUBLICATION',
        `expected a day up to its publication, ${isoOf(stated)}`,
      );
    }
    return { periodEnd, publishedOn: stated === stated ? stated : periodEnd + lagOf(row) };
  };
}
