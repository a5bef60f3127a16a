import { groupBy } from '../grouping.js';
import type { Figure } from '../facts.js';
import { RowRefused } from '../imports/refusal.js';

/** A gross and a net share of bad loans that contradict each other. */
type Pair = readonly [gross: Figure, net: Figure];

/** Returns whether a figure is a share of bad loans: of all (gross), or of those that are not provided for (net). */
export const isBadLoans = ({ metric }: Figure): boolean => metric === 'gnpa_pct' || metric === 'nnpa_pct';

/**
 * Returns which figures say that the net share of bad loans is above the gross one of the same period and source, and
 * what refuses each. Versions are compared if both count on some day.
 *
 * @param given what is imported: each figure replaces a stored one of its key
 * @param stored what the store has; it is not refused
 * @param keyOf returns the key of a figure
 */
export function netAboveGross(
  given: readonly Figure[],
  stored: readonly Figure[],
  keyOf: (figure: Figure) => string,
): ReadonlyMap<Figure, RowRefused> {
  const refused = new Map<Figure, RowRefused>();
  const storedOf = groupBy(stored.filter(isBadLoans), periodOf);
  for (const [period, group] of groupBy(given.filter(isBadLoans), periodOf)) {
    let taken = group;
    // Where a figure is refused, the stored one of its key counts again, and may contradict another one.
    for (let before = -1; before < refused.size;) {
      before = refused.size;
      const replaced = new Set(taken.map(keyOf));
      const left = (storedOf.get(period) ?? []).filter((figure) => !replaced.has(keyOf(figure)));
      const isGiven = new Set(taken);
      const bySource = groupBy([...taken, ...left], ({ source }) => source);
      for (const [gross, net] of [...bySource.values()].flatMap(contradictions)) {
        if (isGiven.has(gross)) refused.set(gross, refusal(gross, 'at least the nnpa_pct', net));
        if (isGiven.has(net)) refused.set(net, refusal(net, 'at most the gnpa_pct', gross));
      }
      taken = taken.filter((figure) => !refused.has(figure));
    }
  }
  return refused;
}

const periodOf = ({ ticker, periodEnd, period, months, basis }: Figure): string =>
  [ticker, periodEnd, period, months, basis].join(' ');

function refusal({ value }: Figure, expected: string, other: Figure): RowRefused {
  const reason = `expected ${expected} of the same period and source, ${other.value}`;
  return new RowRefused('value', String(value), 'NET_ABOVE_GROSS', reason);
}

/** Returns the contradictions among the versions of one period. Each counts until the next one is published. */
function contradictions(figures: readonly Figure[]): Pair[] {
  const versions = [...figures].sort((a, b) => a.publishedOn - b.publishedOn);
  const grosses = versions.filter(({ metric }) => metric === 'gnpa_pct');
  const nets = versions.filter(({ metric }) => metric === 'nnpa_pct');
  const pairs: Pair[] = [];
  for (let g = 0, n = 0; g < grosses.length && n < nets.length;) {
    const [grossUntil, netUntil] = [grosses[g + 1], nets[n + 1]].map((next) => next?.publishedOn ?? Infinity);
    const bothCount = nets[n].publishedOn < grossUntil && grosses[g].publishedOn < netUntil;
    if (bothCount && nets[n].value > grosses[g].value) pairs.push([grosses[g], nets[n]]);
    if (grossUntil <= netUntil) g++;
    if (netUntil <= grossUntil) n++;
  }
  return pairs;
}
