import type { Day } from '../../scoring/names.js';
import { isoOf, monthOf } from '../day.js';
import type { Period, StatementMetric } from '../facts.js';
import { booksOf, YEARS, type Figures, type Year } from './books.js';
import type { SampleCompany } from './companies.js';
import { isTraded, type Path } from './prices.js';
import { resultsDatesOf, type ResultsDates } from './reporting.js';
import { shareActions } from './shareActions.js';
import type { Table } from './table.js';
import { todaysShares } from './todaysShares.js';
import { quarterEnds, sessionFrom, yearEnds, type Timeline } from './timeline.js';

const QUARTERS = 14;
const NEW_COMPANY = { years: 3, quarters: 6 };
const SILENCE_DAYS = 2 * 365;
/** The rough ratio of EV/EBITDA to the P/E of the same company. Depreciation, interest and tax make the difference. */
const EV_EBITDA_PER_PE = 0.55;
const FRACTIONS: ReadonlySet<StatementMetric> = new Set(['roe', 'roce', 'roa', 'opm']);

/** One figure of one company. */
interface Entry {
  readonly end: Day;
  readonly period: Period;
  readonly metric: StatementMetric;
  readonly value: number;
}

/** Returns raw figures as they are published. The import derives growth, means and multiples from them. */
export function statementsTable(paths: ReadonlyMap<SampleCompany, Path>, timeline: Timeline): Table {
  return {
    file: 'statements.csv.gz',
    columns: ['ticker', 'period_end', 'period', 'published_on', 'source', 'metric', 'value'],
    rows: [...paths].flatMap(([company, path]) => rowsOf(company, path, timeline)),
  };
}

function rowsOf(company: SampleCompany, path: Path, timeline: Timeline): readonly string[][] {
  const { ticker, story } = company;
  if (story.reporting === 'NONE' || story.reporting === 'SUMMARY') return [];
  const books = booksOf(company);
  const results = resultsDatesOf(company);
  const isSecondary = story.reporting === 'SECONDARY';
  const newest = timeline[timeline.length - 1] - (story.reporting === 'STALE' ? SILENCE_DAYS : 0);
  const entries = [
    ...statementEntries(books, story.reporting === 'NEW'),
    ...quotedMultiples(company, path, books, results, timeline),
    ...sharesOutstanding(company, timeline),
  ];
  return entries
    .filter(({ end }) => end <= newest)
    .flatMap(({ end, period, metric, value }) => {
      const published = period === 'POINT' ? end : (results.get(end) ?? end);
      const versions =
        metric === 'eps' ? sharesSince(company, published, timeline) : [{ day: published, shares: 1 }];
      return versions.map(({ day, shares }) => [
        ticker,
        isoOf(end),
        period,
        isSecondary ? '' : isoOf(day),
        isSecondary ? 'SECONDARY' : 'PRIMARY',
        metric,
        (value * shares).toFixed(FRACTIONS.has(metric) ? 4 : 2),
      ]);
    });
}

function statementEntries(books: readonly Year[], isNew: boolean): readonly Entry[] {
  const years = isNew ? NEW_COMPANY.years : YEARS;
  const annual = yearEnds(years).flatMap((end, k) =>
    entriesOf(end, 'ANNUAL', books[YEARS - years + k].annual),
  );
  const quarters = isNew ? NEW_COMPANY.quarters : QUARTERS;
  const figures = books.flatMap((year) => year.quarters).slice(-quarters);
  return [...annual, ...quarterEnds(quarters).flatMap((end, k) => entriesOf(end, 'QUARTER', figures[k]))];
}

const entriesOf = (end: Day, period: Period, figures: Figures): readonly Entry[] =>
  Object.entries(figures).map(([name, value]) => ({ end, period, metric: name as StatementMetric, value }));

/** Returns how many shares there are at the end of each fiscal year of the timeline, in crore. */
function sharesOutstanding(company: SampleCompany, timeline: Timeline): readonly Entry[] {
  const last = timeline.length - 1;
  return yearEnds(YEARS)
    .filter((end) => end >= timeline[0] && end <= timeline[last])
    .map((end) => {
      const then = todaysShares(company, last - sessionFrom(timeline, end));
      return { end, period: 'POINT', metric: 'shares_cr', value: company.capCr / company.price / then };
    });
}

/** Returns multiples as quoted on the last session of each month, from that day's close and the newest year known. */
function quotedMultiples(
  company: SampleCompany,
  path: Path,
  books: readonly Year[],
  results: ResultsDates,
  timeline: Timeline,
): readonly Entry[] {
  const { group, story } = company;
  const quotesEv = group.finance.kind === 'OPERATING' && group.finance.quotesEvEbitda;
  if (!quotesEv && !story.quotesPe) return [];
  const last = timeline.length - 1;
  const isMonthEnd = (session: number) =>
    session === last || monthOf(timeline[session + 1]) !== monthOf(timeline[session]);
  const ends = yearEnds(YEARS);
  return [...timeline.keys()]
    .filter((session) => isMonthEnd(session) && isTraded(company, last - session))
    .map((session) => {
      const end = timeline[session];
      const year = ends.findLastIndex((yearEnd) => (results.get(yearEnd) ?? Infinity) <= end);
      const pe = path.close[session] / books[year].annual.eps;
      return quotesEv
        ? { end, period: 'POINT', metric: 'ev_ebitda', value: EV_EBITDA_PER_PE * pe }
        : { end, period: 'POINT', metric: 'pe', value: pe };
    });
}

/**
 * Returns the days on which earnings per share are published, and their factors. They are published in the shares of
 * their day, and again, restated, on every later ex-date, so that a P/E is right on each day.
 */
function sharesSince(company: SampleCompany, published: Day, timeline: Timeline) {
  const last = timeline.length - 1;
  const exDates = shareActions(company.story).map(({ ago }) => timeline[last - ago]);
  return [published, ...exDates.filter((day) => day > published)].map((day) => ({
    day,
    // A share from before the split has become `todaysShares`, and so earned that many times as much.
    shares: todaysShares(company, last - sessionFrom(timeline, day)),
  }));
}
