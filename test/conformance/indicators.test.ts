import { barSeries, featuresAt } from '../../src/scoring/features.js';
import { FEATURES, type FeatureName } from '../../src/scoring/names.js';
import { describeGolden, method, POINTS } from '../support/conformance/golden.js';
import { columnOf } from '../support/conformance/inputs.js';

type Column = readonly (number | null)[];

interface Input {
  readonly high: Column;
  readonly low: Column;
  readonly close: Column;
  readonly volume: Column;
}

interface Expected {
  readonly last5: Readonly<Record<string, Column>>;
  readonly probe: { readonly idx: readonly number[]; readonly values: Readonly<Record<string, Column>> };
}

/** How many bars our windows need; the first implementation began before they were full. */
const FULL: Readonly<Record<string, number>> = { rsi14: 15, atr14: 15, macd_line: 26, macd_signal: 34 };

/** Returns why README.md lets a value differ: before the window is full, or with a null close in it. */
function mayDiffer(name: string, bar: number, input: Input): string | undefined {
  if (bar + 1 < FULL[name]) return 'before the window is full';
  return touchesNull(name, bar, input) ? 'a null bar in the window' : undefined;
}

/** Returns whether a null bar is in the window. We have no bar on a day without trade, instead of a null one. */
function touchesNull(name: string, bar: number, { high, low, close }: Input): boolean {
  const among = (column: Column, length: number) =>
    column.slice(Math.max(0, bar + 1 - length), bar + 1).includes(null);
  switch (name) {
    case 'rsi14':
    case 'atr14':
      return among(close, FULL[name]);
    case 'macd_line':
    case 'macd_signal':
      return among(close, bar + 1);
    case 'hi20':
      return among(high, 20);
    case 'lo20':
      return among(low, 20);
    case 'ret_21d':
    case 'ret_63d':
    case 'ret_126d':
      return close[bar] === null || close[bar - Number.parseInt(name.slice(4))] === null;
    default:
      return false;
  }
}

describeGolden<Input, Expected>('indicators.json', (input, expected) => {
  const close = columnOf(input.close);
  const bars = close.length;
  const series = barSeries({
    high: columnOf(input.high),
    low: columnOf(input.low),
    close,
    volume: columnOf(input.volume),
    tradedValue: new Float64Array(bars).fill(NaN),
    session: Int32Array.from(close.keys()),
  });
  const { idx, values } = expected.probe;
  const compareAt = (bar: number, of: Readonly<Record<string, Column>>, k: number) => {
    const features = featuresAt(series, bar, bar, method.parameters.features);
    return Object.entries(of).map(([name, column]) => ({
      what: `${name} at bar ${bar}`,
      actual: features[FEATURES.indexOf(name === 'hi20' ? 'resistance_high' : (name as FeatureName))],
      expected: column[k],
      within: POINTS,
      mayDiffer: mayDiffer(name, bar, input),
    }));
  };
  const last = Math.min(5, bars);
  return [
    ...idx.flatMap((bar, k) => compareAt(bar, values, k)),
    ...Array.from({ length: last }, (_, k) => compareAt(bars - last + k, expected.last5, k)).flat(),
  ];
});
