import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { groupBy } from '../grouping.js';
import type { FactFlag } from './factFlag.js';
import type { WrittenFacts } from './writtenFacts.js';

/** When a fact of a period was published. */
export interface PublishedPeriod {
  readonly ticker: Ticker;
  /** Tells the period from others of the stock. */
  readonly key: string;
  readonly end: Day;
  readonly publishedOn: Day;
  /** How many days after its end a period is published at the latest. */
  readonly within: number;
}

/**
 * Returns the periods that became known by a batch and were published late, each once, at the fact that was published
 * first: LATE. A later restatement of a period that was known in time is not late.
 */
export function lateFlags<Fact>(
  { written, formerOf, known }: WrittenFacts<Fact>,
  periodOf: (fact: Fact) => PublishedPeriod,
): FactFlag<Fact>[] {
  const keyOf = (fact: Fact) => `${periodOf(fact).ticker} ${periodOf(fact).key}`;
  const isNew = new Set(written.filter((fact) => !formerOf.has(fact)));
  const flags: FactFlag<Fact>[] = [];
  for (const group of groupBy(known, keyOf).values()) {
    if (!group.every((fact) => isNew.has(fact))) continue;
    const first = group.reduce((a, b) => (periodOf(b).publishedOn < periodOf(a).publishedOn ? b : a));
    const { ticker, end, publishedOn, within } = periodOf(first);
    const days = publishedOn - end;
    if (days <= within) continue;
    const detail = `published on ${isoOf(publishedOn)}, ${days} days after the period; expected at most ${within}`;
    flags.push({ fact: first, ticker, kind: 'LATE', day: end, metric: '', detail });
  }
  return flags;
}
