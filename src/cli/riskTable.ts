import { RISK_LEVELS, RISK_PARTS, type RiskLevel } from '../risk/names.js';
import type { RiskReport } from '../runs/risks/riskReport.js';
import { PlainTable } from './plainTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

type Colors = Terminal['colors'];

/** Prints the risks of all stocks of a day, the riskiest first, and how many stocks each level has. */
export function riskTable(report: RiskReport, colors: Colors): string {
  const stocks = Object.entries(report.stocks).sort(
    ([a, left], [b, right]) => right.value - left.value || (a < b ? -1 : 1),
  );
  const table = new PlainTable({
    head: ['', 'Ticker', 'Risk', 'From', 'To', 'Judged', 'Level', ...RISK_PARTS],
    colAligns: [
      'right',
      'left',
      'right',
      'right',
      'right',
      'right',
      'left',
      ...RISK_PARTS.map(() => 'right' as const),
    ],
  });
  stocks.forEach(([ticker, { value, lower, upper, judged, level, parts }], at) => {
    const numbers = [value, lower, upper, judged].map((points) => points.toFixed(2));
    const known = RISK_PARTS.map(
      (kind) => number(parts[kind].value) + (parts[kind].status === 'THIN' ? '*' : ''),
    );
    table.push([String(at + 1), ticker, ...numbers, coloredLevel(level, colors), ...known]);
  });
  return `${table.toString()}\n\n${summary(report)}`;
}

function coloredLevel(level: RiskLevel, colors: Colors): string {
  switch (level) {
    case 'LOW':
      return colors.green(level);
    case 'MODERATE':
      return colors.yellow(level);
    case 'HIGH':
      return colors.red(level);
    case 'VERY_HIGH':
      return colors.bold(colors.red(level));
    default:
      return level satisfies never;
  }
}

function summary({ date, method, stocks, notAssessed }: RiskReport): string {
  const levels = Object.values(stocks).map(({ level }) => level);
  const counts = RISK_LEVELS.map((level) => `${level} ${levels.filter((one) => one === level).length}`);
  return [
    `${date}, ${method.name}: ${levels.length} stocks assessed, ${Object.keys(notAssessed).length} not (--json says why)`,
    counts.join(', '),
    '– a part that is not known and counts 70, * from few observations or with a move that no action explains',
    '',
  ].join('\n');
}
