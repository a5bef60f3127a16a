import { Command } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import type { FolderFacts } from '../market/imports/readFolder.js';
import { marketScoringGaps } from '../market/marketScoringGaps.js';
import { loadSetup } from '../runs/scoringSetup.js';
import { UserError } from '../userError.js';
import { checkSources } from './checkSources.js';
import { EXIT } from './exitCodes.js';
import { findingLines, findingsJson, type Findings } from './findings.js';
import { isOfImportFormat } from './isOfImportFormat.js';
import { PlainTable } from './plainTable.js';
import { readFacts, withFactsOptions, type FactsOptions } from './readFacts.js';
import { tickerOption } from './tickerOption.js';
import { refusalLines, requireReport, writeReport } from './report.js';
import type { Terminal } from './terminal.js';

interface CheckOptions extends FactsOptions {
  readonly report?: string | true;
  readonly ticker?: string;
  readonly json?: boolean;
}

/** Makes `greyoak check PATH …`, which imports nothing. */
export function checkCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('check')
    .description('show which rows of files would be refused or flagged, and import nothing')
    .argument(
      '<path...>',
      'a folder of the import format, or files, folders and zip files as exchanges and sites give them',
    )
    .option(
      '--report [file]',
      'write every refused and flagged row, and every company without a score, to a CSV file; by default report.csv',
    )
    .addOption(tickerOption())
    .option(
      '--json',
      'print the counts as JSON: {file: {rows, refused: {rule: n}, flagged: {kind: n}}, findings: {…}}',
    )
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const report = options.report === undefined ? null : await requireReport(options.report);
      const folder = await importFolderIn(paths);
      if (folder === null) {
        setExitCode(await checkSources(paths, options, report, terminal));
        return;
      }
      const facts = await readFacts(folder, options, terminal);
      const { refusals, flags, market } = facts;
      const gaps = marketScoringGaps(market, await loadSetup());
      if (report !== null) await writeReport(report, refusals, flags, gaps);
      terminal.out(options.json ? countsJson(facts, { flags, gaps }) : countsTable(facts, { flags, gaps }));
      if (refusals.length > 0) setExitCode(EXIT.REFUSED_ROWS);
    });
  return withFactsOptions(command);
}

/**
 * Returns the folder of the import format among paths; null where there is none.
 *
 * @throws UserError where others are named with it, because a folder is judged by itself
 */
async function importFolderIn(paths: readonly string[]): Promise<string | null> {
  const areFolders = await Promise.all(paths.map(isOfImportFormat));
  const folder = paths[areFolders.indexOf(true)];
  if (folder === undefined) return null;
  if (paths.length === 1) return folder;
  throw new UserError(
    `Expected ${folder} alone, because it is of the import format: check each such folder, and all other files, by a command.`,
  );
}

function countsJson({ summaries }: FolderFacts, findings: Findings): string {
  const counts = summaries.map(({ file, rows, refused, flagged }) => [file, { rows, refused, flagged }]);
  return `${canonicalJson({ ...Object.fromEntries(counts), findings: findingsJson(findings) })}\n`;
}

function countsTable({ summaries, refusals }: FolderFacts, findings: Findings): string {
  const table = new PlainTable({
    head: ['File', 'Rows', 'Refused', 'Flagged'],
    colAligns: ['left', 'right', 'left', 'left'],
  });
  const listed = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([rule, count]) => `${rule} ${count}`)
      .join(', ') || '–';
  for (const { file, rows, refused, flagged } of summaries) {
    table.push([file, String(rows), listed(refused), listed(flagged)]);
  }
  return `${[table.toString(), ...refusalLines(refusals), ...findingLines(findings)].join('\n')}\n`;
}
