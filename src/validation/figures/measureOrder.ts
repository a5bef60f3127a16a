import { membersOf, membersWhere, type Members } from './members.js';
import { membersBySector } from './membersBySector.js';
import { BENCHMARKS, FORWARD_HORIZONS, SCORE_FIGURES } from './names.js';
import { neutralOrdering } from './neutralOrdering.js';
import { orderingsBySector } from './orderingsBySector.js';
import { ranksOf, rankCorrelation } from './ranks.js';
import type { OrderedColumn, SessionRows } from './sessionRows.js';
import {
  benchmarkColumn,
  DECILES,
  orderColumn,
  sectorColumn,
  type UniverseMeasures,
} from './universeMeasures.js';

/** Stocks that an IC and deciles need. */
export const FEWEST_STOCKS = 20;
/** Stocks of a sector group that an IC within it needs. */
const FEWEST_OF_SECTOR = 8;

const VALUE = SCORE_FIGURES.indexOf('VALUE');
const SECTOR_MOMENTUM = SCORE_FIGURES.indexOf('SECTOR_MOMENTUM');

/**
 * Compares the order of a session's figures with that of what followed: ICs, those within sector groups, deciles, and those
 * of the benchmarks.
 *
 * @param followed the stocks of the universe that have forward returns
 */
export function measureOrder(rows: SessionRows, followed: Members, measures: UniverseMeasures): void {
  const sectors = membersBySector(rows.sector, followed);
  measureSectors(rows, sectors, measures);
  if (followed.rows.length < FEWEST_STOCKS) return;
  const returnRanks = rows.forward.map((column) => column && ranksOf(column.ordering, followed));
  rows.figures.forEach(({ ordering }, figure) => {
    const ranks = ranksOf(ordering, followed);
    returnRanks.forEach((ofReturns, horizon) => {
      if (ofReturns === null) return;
      const ic = rankCorrelation(ranks, ofReturns, followed);
      measures.ics.set(orderColumn(figure, horizon), rows.session, ic);
    });
    measureDeciles(rows, followed, ranks, figure, measures);
  });
  measureNeutral(rows, sectors, measures);
  BENCHMARKS.forEach((_, benchmark) => measureBenchmark(rows, followed, benchmark, measures));
}

/** @param ranks of the figure */
function measureDeciles(
  rows: SessionRows,
  followed: Members,
  ranks: Float64Array,
  figure: number,
  { deciles }: UniverseMeasures,
): void {
  const n = followed.rows.length;
  const decileOf = ranks.map((rank) => Math.floor((DECILES * (rank - 1)) / n));
  rows.forward.forEach((column, horizon) => {
    if (column === null) return;
    const sums = new Float64Array(DECILES);
    const counts = new Float64Array(DECILES);
    let sum = 0;
    for (const row of followed.rows) {
      sums[decileOf[row]] += column.values[row];
      counts[decileOf[row]]++;
      sum += column.values[row];
    }
    const first = orderColumn(figure, horizon) * DECILES;
    sums.forEach((ofDecile, decile) => {
      // Without a stock it is NaN.
      deciles.set(first + decile, rows.session, ofDecile / counts[decile] - sum / n);
    });
  });
}

function measureNeutral(
  rows: SessionRows,
  sectors: ReadonlyMap<number, Members>,
  { neutral }: UniverseMeasures,
): void {
  const groups = [...sectors.values()].filter((group) => group.rows.length > 1);
  const members = membersOf(rows.count, Int32Array.from(groups.flatMap((group) => [...group.rows])));
  if (members.rows.length < FEWEST_STOCKS) return;
  const ranksWithin = ({ values }: OrderedColumn): Float64Array =>
    ranksOf(neutralOrdering(values, groups), members);
  const returnRanks = rows.forward.map((column) => column && ranksWithin(column));
  rows.figures.forEach((column, figure) => {
    if (figure === SECTOR_MOMENTUM) return;
    const ranks = ranksWithin(column);
    returnRanks.forEach((ofReturns, horizon) => {
      if (ofReturns === null) return;
      neutral.set(orderColumn(figure, horizon), rows.session, rankCorrelation(ranks, ofReturns, members));
    });
  });
}

/** Compares VALUE with what followed within each sector group. */
function measureSectors(
  rows: SessionRows,
  sectors: ReadonlyMap<number, Members>,
  { sectorIcs }: UniverseMeasures,
): void {
  const values = orderingsBySector(rows.figures[VALUE].ordering, rows.sector);
  rows.forward.forEach((column, horizon) => {
    if (column === null) return;
    const returns = orderingsBySector(column.ordering, rows.sector);
    for (const [sector, members] of sectors) {
      const [own, ofReturns] = [values.get(sector), returns.get(sector)];
      if (members.rows.length < FEWEST_OF_SECTOR || !own || !ofReturns) continue;
      const ic = rankCorrelation(ranksOf(own, members), ranksOf(ofReturns, members), members);
      sectorIcs.set(sectorColumn(sector, horizon), rows.session, ic);
    }
  });
}

/** Compares a benchmark and VALUE with what followed, both among the stocks that have the benchmark. */
function measureBenchmark(
  rows: SessionRows,
  followed: Members,
  benchmark: number,
  { benchmarkIcs, comparedIcs }: UniverseMeasures,
): void {
  const { values, ordering } = rows.benchmarks[benchmark];
  const members = membersWhere(rows.count, (row) => followed.mask[row] === 1 && values[row] === values[row]);
  if (members.rows.length < FEWEST_STOCKS) return;
  const ranks = ranksOf(ordering, members);
  const valueRanks = ranksOf(rows.figures[VALUE].ordering, members);
  FORWARD_HORIZONS.forEach((_, horizon) => {
    const forward = rows.forward[horizon];
    if (forward === null) return;
    const ofReturns = ranksOf(forward.ordering, members);
    const column = benchmarkColumn(benchmark, horizon);
    benchmarkIcs.set(column, rows.session, rankCorrelation(ranks, ofReturns, members));
    comparedIcs.set(column, rows.session, rankCorrelation(valueRanks, ofReturns, members));
  });
}
