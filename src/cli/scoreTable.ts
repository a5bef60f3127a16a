import type { DayReport, ModeReport } from '../runs/dayReport.js';
import { BANDS, MODES, PILLARS, type Band, type Mode } from '../scoring/names.js';
import { PlainTable } from './plainTable.js';
import type { Terminal } from './terminal.js';

type Colors = Terminal['colors'];

/** Writes a text in the colour of a band. */
export function colored(band: Band, text: string, colors: Colors): string {
  switch (band) {
    case 'STRONG_BUY':
      return colors.bold(colors.green(text));
    case 'BUY':
      return colors.green(text);
    case 'HOLD':
      return colors.yellow(text);
    case 'AVOID':
      return colors.red(text);
    default:
      return band satisfies never;
  }
}

/** Prints all stocks of a day, the best of one mode first, and how many stocks each band has. */
export function scoreTable(report: DayReport, mode: Mode, colors: Colors): string {
  const other = MODES.find((one) => one !== mode) ?? mode;
  const stocks = Object.entries(report.stocks).sort(
    ([a, left], [b, right]) => right.modes[mode].score - left.modes[mode].score || (a < b ? -1 : 1),
  );
  const table = new PlainTable({
    head: [
      '',
      'Ticker',
      'Sector',
      mode,
      '',
      other,
      '',
      ...PILLARS,
      'Penalty',
      'Confidence',
      'Guardrails fired',
    ],
    colAligns: [
      'right',
      'left',
      'left',
      'right',
      'left',
      'right',
      'left',
      ...PILLARS.map(() => 'right' as const),
      'right',
      'right',
      'left',
    ],
  });
  stocks.forEach(([ticker, { sector, modes }], at) => {
    const shown = modes[mode];
    const cells = ({ score, band }: ModeReport) => [
      colored(band, score.toFixed(2), colors),
      colored(band, band, colors),
    ];
    table.push([
      String(at + 1),
      ticker,
      sector,
      ...cells(shown),
      ...cells(modes[other]),
      ...PILLARS.map((pillar) => shown.pillars[pillar].toFixed(1)),
      shown.penalty.total.toFixed(0),
      shown.confidence.value.toFixed(2),
      shown.guardrails
        .filter(({ fired }) => fired)
        .map(({ guardrail }) => guardrail)
        .join(' '),
    ]);
  });
  return `${table.toString()}\n\n${summary(report)}`;
}

function summary(report: DayReport): string {
  const reports = Object.values(report.stocks);
  const counts = MODES.map((mode) => {
    const inBand = (band: Band) => reports.filter(({ modes }) => modes[mode].band === band).length;
    return `${mode}: ${[...BANDS]
      .reverse()
      .map((band) => `${band} ${inBand(band)}`)
      .join(', ')}`;
  });
  const left = Object.keys(report.notScored).length;
  return [
    `${report.date}, ${report.method.name}: ${reports.length} stocks scored, ${left} not (--json says why)`,
    ...counts,
    '',
  ].join('\n');
}
