/**
 * Writes the place of each security of a session among the most traded: 1 for the most, 0 for none. Of equal ones the
 * first by ticker comes first.
 *
 * @param medians of traded values, at `security × sessions + session`; NaN: none
 * @param places gets the places, laid out likewise
 * @returns how many have a place
 */
export function tradedPlaces(
  medians: Float64Array,
  sessions: number,
  session: number,
  places: Uint16Array,
): number {
  const found: number[] = [];
  for (let at = session; at < medians.length; at += sessions) {
    if (medians[at] === medians[at]) found.push(at);
  }
  // The sort is stable, and securities ascend by ticker.
  found.sort((a, b) => medians[b] - medians[a]).forEach((at, k) => (places[at] = k + 1));
  return found.length;
}
