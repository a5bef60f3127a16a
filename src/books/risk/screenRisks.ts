import { filled } from '../../scoring/columns.js';
import type { Ticker } from '../../scoring/names.js';
import type { RiskLevel, RiskStatus } from '../../risk/names.js';
import type { RowTest } from '../condition.js';
import type { Range } from '../screen.js';
import { hasStatus } from './hasStatus.js';
import type { RiskList } from './riskList.js';

/** Conditions that must all hold. An empty list of tickers, sectors, levels or statuses holds for no stock. */
export interface RiskFilter {
  readonly tickers?: readonly Ticker[] | null | undefined;
  /** Keys of sector groups. */
  readonly sectors?: readonly string[] | null | undefined;
  readonly levels?: readonly RiskLevel[] | null | undefined;
  readonly value?: Range | null | undefined;
  readonly upper?: Range | null | undefined;
  /** At least one part is in one of these. */
  readonly statuses?: readonly RiskStatus[] | null | undefined;
  /** Text that a ticker, of today or a former one, the name or an ISIN must contain, in upper or lower case. */
  readonly search?: string | null | undefined;
}

/**
 * Finds the rows of a list that a filter holds for. `requireRiskFilter` refuses filters that hold for none.
 *
 * @returns indices into `list.rows`, ascending
 */
export function screenRisks(list: RiskList, filter: RiskFilter): Int32Array {
  const tests = testsOf(list, filter);
  const all = filled(new Int32Array(list.rows.length), (index) => index);
  return tests.length === 0 ? all : all.filter((index) => tests.every((test) => test(index)));
}

function testsOf(list: RiskList, filter: RiskFilter): readonly RowTest[] {
  const { tickers, sectors, levels, value, upper, statuses, search } = filter;
  const tests: RowTest[] = [];
  if (tickers) {
    const asked = new Set(tickers);
    tests.push((index) => asked.has(list.rows[index].ticker));
  }
  if (sectors) {
    const asked = new Set(sectors);
    tests.push((index) => asked.has(list.sectors[index]));
  }
  if (levels) tests.push((index) => levels.includes(list.levels[index]));
  if (value) tests.push(within(list, value, 'value'));
  if (upper) tests.push(within(list, upper, 'upper'));
  if (statuses) tests.push((index) => statuses.some((status) => hasStatus(list.rows[index], status)));
  if (search) {
    const text = search.toLowerCase();
    tests.push((index) => list.names[index].some((name) => name.includes(text)));
  }
  return tests;
}

function within({ rows }: RiskList, range: Range, field: 'value' | 'upper'): RowTest {
  const min = range.min ?? -Infinity;
  const max = range.max ?? Infinity;
  return (index) => rows[index][field] >= min && rows[index][field] <= max;
}
