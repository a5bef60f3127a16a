import type { Merged } from '../datasets/dataset.js';
import type { CompanyFiling } from '../facts.js';
import { TIME_UNKNOWN } from '../filedAt.js';

/**
 * Finds out which filings of several lists are one. Filings of one stock, exchange and day are the same where one of them
 * tells no time and their subjects are equal; or, of results of one period, where one subject begins with the other,
 * because some lists do not say whether results are of the group. The one that tells more counts, and takes over what only
 * the other one knows.
 *
 * @param stored the current filings of the same stocks
 */
export function mergedFilings(
  given: readonly CompanyFiling[],
  stored: readonly CompanyFiling[],
): Merged<CompanyFiling> {
  const known = new Map<string, CompanyFiling[]>();
  const ofDay = (filing: CompanyFiling): CompanyFiling[] => {
    const key = `${filing.ticker} ${filing.exchange} ${filing.filedOn}`;
    const own = known.get(key) ?? [];
    known.set(key, own);
    return own;
  };
  for (const filing of stored) ofDay(filing).push(filing);
  const isStored = new Set(stored);
  const facts = new Set<CompanyFiling>();
  const replaced: CompanyFiling[] = [];
  const put = (filing: CompanyFiling, former: CompanyFiling | undefined): void => {
    const own = ofDay(filing);
    if (former !== undefined) own.splice(own.indexOf(former), 1);
    own.push(filing);
    if (former !== undefined) facts.delete(former);
    facts.add(filing);
  };
  // Those that tell more come first, so that the others of the same file find them.
  for (const filing of [...given].sort(byTelling)) {
    const same = sameIn(ofDay(filing), filing);
    if (same === undefined) put(apart(filing, ofDay(filing)), undefined);
    else if (isOneKey(same, filing)) put(filled(filing, same), same);
    else if (byTelling(filing, same) < 0) {
      if (isStored.has(same)) replaced.push(same);
      put(filled(filing, same), same);
    } else put(filled(same, filing), same);
  }
  return { facts: [...facts], replaced };
}

const isTimed = ({ filedSecond }: CompanyFiling): boolean => filedSecond !== TIME_UNKNOWN;
const isOneKey = (a: CompanyFiling, b: CompanyFiling): boolean =>
  a.filedSecond === b.filedSecond && a.subject === b.subject;

/** Orders filings by how much they tell: those with a time first, then those with the longer subject. */
function byTelling(a: CompanyFiling, b: CompanyFiling): number {
  return Number(isTimed(b)) - Number(isTimed(a)) || b.subject.length - a.subject.length;
}

/** Returns the filing of a day that is the same as another one; undefined where none is, or it cannot be told which. */
function sameIn(ofDay: readonly CompanyFiling[], filing: CompanyFiling): CompanyFiling | undefined {
  const own = ofDay.find((other) => isOneKey(other, filing));
  if (own !== undefined && (isTimed(filing) || agree(own, filing, 'hash'))) return own;
  const same = ofDay.filter((other) => isSame(other, filing) && agree(other, filing, 'hash', 'url'));
  const ofHash = same.find(({ hash }) => hash !== '' && hash === filing.hash);
  // What adds nothing may be any of several; a hash or an address must not be given to the wrong one.
  return ofHash ?? (same.length === 1 || addsNothing(filing) ? same[0] : undefined);
}

function isSame(a: CompanyFiling, b: CompanyFiling): boolean {
  if (isTimed(a) && isTimed(b)) return false;
  if (a.subject === b.subject) return true;
  if (a.category !== 'RESULTS' || b.category !== 'RESULTS' || a.periodEnd !== b.periodEnd) return false;
  return a.subject.startsWith(b.subject) || b.subject.startsWith(a.subject);
}

/** Returns whether two filings may have the same bytes, or the same address. */
const agree = (a: CompanyFiling, b: CompanyFiling, ...parts: readonly ('hash' | 'url')[]): boolean =>
  parts.every((part) => a[part] === '' || b[part] === '' || a[part] === b[part]);

const addsNothing = ({ hash, url }: CompanyFiling): boolean => hash === '' && url === '';

/** Returns a filing with what only another one of it knows. */
function filled(filing: CompanyFiling, other: CompanyFiling): CompanyFiling {
  const { periodEnd, url, hash } = filing;
  return {
    ...filing,
    periodEnd: periodEnd === periodEnd ? periodEnd : other.periodEnd,
    url: url || other.url,
    hash: hash || other.hash,
  };
}

/** Returns a filing with a subject of its own, where another one of the day, with other bytes, has its key. */
function apart(filing: CompanyFiling, ofDay: readonly CompanyFiling[]): CompanyFiling {
  const isTaken = ofDay.some((other) => isOneKey(other, filing));
  return isTaken ? { ...filing, subject: `${filing.subject} (${filing.hash.slice(0, 8)})` } : filing;
}
