import { countBelow, medianOf } from '../../scoring/statistics.js';

/**
 * Writes the medians of the last values of one security, session by session.
 *
 * @param values one a session; NaN: none
 * @param length sessions that a median looks at, the last one included
 * @param fewest values that it needs
 * @param medians gets the medians; NaN where there are fewer values
 */
export function rollingMedian(
  values: Float64Array,
  length: number,
  fewest: number,
  medians: Float64Array,
): void {
  const ascending = new Float64Array(length);
  let count = 0;
  for (let session = 0; session < values.length; session++) {
    const leaving = session < length ? NaN : values[session - length];
    if (leaving === leaving) {
      const place = countBelow(ascending.subarray(0, count), leaving);
      ascending.copyWithin(place, place + 1, count);
      count--;
    }
    const entering = values[session];
    if (entering === entering) {
      const place = countBelow(ascending.subarray(0, count), entering);
      ascending.copyWithin(place + 1, place, count);
      ascending[place] = entering;
      count++;
    }
    medians[session] = count < fewest ? NaN : medianOf(ascending.subarray(0, count));
  }
}
