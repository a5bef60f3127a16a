import { winsorise } from '../../src/scoring/hygiene.js';
import { describeGolden, method, POINTS } from '../support/conformance/golden.js';
import { columnOf, sectorsOf } from '../support/conformance/inputs.js';

type Columns = Readonly<Record<string, readonly (number | null)[]>>;

type Input =
  | {
      readonly fn: 'winsorize_by_sector';
      readonly sectors: readonly (string | null)[];
      readonly columns: Columns;
      readonly numeric_cols: readonly string[];
    }
  | { readonly fn: 'impute_missing' | 'calculate_confidence' };

describeGolden<Input, { readonly columns: Columns }>('hygiene.json', (input, expected) => {
  // We do only the winsorising of hygiene.json (README.md).
  if (input.fn !== 'winsorize_by_sector') return `${input.fn} is replaced`;
  const sectors = sectorsOf(input.sectors);
  return Object.entries(input.columns).flatMap(([name, values]) => {
    const column = columnOf(values);
    const { winsorise: at } = method.parameters.hygiene;
    const actual = input.numeric_cols.includes(name) ? winsorise(column, sectors, at) : column;
    return expected.columns[name].map((theirs, row) => ({
      what: `${name}[${row}]`,
      actual: actual[row],
      expected: theirs,
      within: POINTS,
    }));
  });
});
