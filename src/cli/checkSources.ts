import { canonicalJson } from '../canonicalJson.js';
import { checkHeap, type CheckedHeap } from '../market/imports/heap/checkHeap.js';
import { countBy, REFUSAL_RULES } from '../market/imports/refusal.js';
import type { ScoringGaps } from '../market/scoringGaps.js';
import { EXIT } from './exitCodes.js';
import { PlainTable } from './plainTable.js';
import { progressOn } from './progress.js';
import { readOptions, sayIgnored, type FactsOptions } from './readFacts.js';
import { leftOutLine, recognisedLine } from './recognisedLines.js';
import { refusalLines, writeReport } from './report.js';
import { requireTicker } from './requireTicker.js';
import type { Terminal } from './terminal.js';

/** Without a store, nothing can be said of scores. */
const NO_GAPS: ScoringGaps = { session: null, notScored: [], indices: [] };

interface CheckOptions extends FactsOptions {
  readonly ticker?: string;
  readonly json?: boolean;
}

/**
 * Says what files of exchanges and sites are, and which of their rows break a rule.
 *
 * @param report the file that gets each refused row; null: none
 * @returns the exit code
 */
export async function checkSources(
  paths: readonly string[],
  options: CheckOptions,
  report: string | null,
  terminal: Terminal,
): Promise<number> {
  const checked = await checkHeap(paths, {
    ...readOptions(options, terminal, progressOn(terminal)),
    ticker: requireTicker(options.ticker),
  });
  const { files, refusedFiles, ignored, unneeded } = checked;
  sayIgnored(ignored, terminal);
  for (const one of unneeded) terminal.err(`greyoak: ${recognisedLine({ ...one, isNeeded: false })}\n`);
  const refusals = files.flatMap((file) => file.refusals);
  const flags = files.flatMap(({ given }) => given.flags);
  if (report !== null) await writeReport(report, refusals, flags, NO_GAPS);
  terminal.out(options.json ? countsJson(checked) : countsTable(checked));
  for (const { reason } of refusedFiles) terminal.err(`greyoak: ${reason}\n`);
  if (refusedFiles.length > 0) return EXIT.FAILED;
  return refusals.length > 0 ? EXIT.REFUSED_ROWS : EXIT.DONE;
}

function countsTable({ files }: CheckedHeap): string {
  const table = new PlainTable({
    head: ['File', 'Is', 'Gives', 'Rows', 'Refused', 'Flagged'],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right'],
  });
  for (const { file, title, dataset, rows, refusals, given } of files) {
    table.push([file, title, dataset, String(rows), String(refusals.length), String(given.flags.length)]);
  }
  const left = files.flatMap(({ file, given }) => given.leftOut.map((rows) => leftOutLine(file, rows)));
  return `${[table.toString(), ...refusalLines(files.flatMap(({ refusals }) => refusals)), ...left].join('\n')}\n`;
}

function countsJson({ files, refusedFiles }: CheckedHeap): string {
  const counted = files.map(({ file, title, dataset, rows, refusals, given }) => ({
    ...{ file, title, dataset, rows, format: given.format },
    refused: countBy(refusals, REFUSAL_RULES, ({ rule }) => rule),
    leftOut: Object.fromEntries(given.leftOut.map(({ reason, rows: left }) => [reason, left])),
    flagged: given.flags.length,
  }));
  return `${canonicalJson({ files: counted, refusedFiles })}\n`;
}
