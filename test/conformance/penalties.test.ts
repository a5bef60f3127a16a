import { PENALTIES, type PenaltyKind } from '../../src/scoring/names.js';
import { describeGolden } from '../support/conformance/golden.js';
import { reported, type ReportedStock } from '../support/conformance/inputs.js';

interface Expected {
  readonly total: number;
  readonly breakdown: Readonly<Record<string, number>>;
}

const NAMES: Readonly<Record<PenaltyKind, string>> = {
  LIQUIDITY: 'liquidity',
  PLEDGE: 'pledge',
  VOLATILITY: 'volatility',
  EVENT_WINDOW: 'event',
  GOVERNANCE: 'governance',
};

describeGolden<ReportedStock, Expected>('penalties.json', (input, { total, breakdown }) => {
  const { penalties } = reported(input);
  return [
    ...PENALTIES.map((kind) => ({
      what: NAMES[kind],
      actual: penalties.parts[kind].points[0],
      expected: breakdown[NAMES[kind]],
    })),
    { what: 'before cap', actual: penalties.beforeCap[0], expected: breakdown['total_before_cap'] },
    { what: 'cap', actual: penalties.cap[0], expected: breakdown['sector_cap'] },
    { what: 'after cap', actual: penalties.total[0], expected: breakdown['total_after_cap'] },
    { what: 'total', actual: penalties.total[0], expected: total },
  ];
});
