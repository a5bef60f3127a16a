import { Command } from 'commander';
import type pg from 'pg';
import { canonicalJson } from '../canonicalJson.js';
import { inSnapshot } from '../database/transaction.js';
import { countBy, FLAG_KINDS, REFUSAL_RULES } from '../market/imports/refusal.js';
import type { ImportedHeap } from '../market/store/importHeap.js';
import type { ScoringGaps } from '../market/scoringGaps.js';
import { storedScoringGaps } from '../market/store/storedScoringGaps.js';
import type { ImportedFile } from '../market/store/recordBatch.js';
import { updateFeatures } from '../market/store/updateFeatures.js';
import { queueOutdated } from '../runs/outdatedJob.js';
import { configuredSetup } from '../runs/configuredSetup.js';
import { scoreOutdated, type ScoredOutdated } from '../runs/scoreOutdated.js';
import type { ScoredSpan } from '../runs/scoreSpan.js';
import type { ScoringSetup } from '../runs/scoringSetup.js';
import { readSettings } from '../settings.js';
import { EXIT } from './exitCodes.js';
import { findingLines, findingsJson, type Findings } from './findings.js';
import { importPaths } from './importPaths.js';
import { importProgressOn } from './importProgress.js';
import { recognisedLines } from './recognisedLines.js';
import { PlainTable } from './plainTable.js';
import { requireTicker } from './requireTicker.js';
import { tickerOption } from './tickerOption.js';
import { readOptions, sayIgnored, withFactsOptions, type FactsOptions } from './readFacts.js';
import { refusalLines, requireReport, writeReport } from './report.js';
import { sayMarketReturns } from './sayMarketReturns.js';
import { scoredAgain } from './scoredAgain.js';
import { scoredLine } from './scoredLine.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface ImportOptions extends FactsOptions {
  readonly ticker?: string;
  readonly report?: string | true;
  readonly json?: boolean;
  readonly rescore: boolean;
}

/** `greyoak import PATH …` */
export function importCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('import')
    .description('import files into the store, and score the days that they touch')
    .argument(
      '<path...>',
      'folders of the import format, and files, folders and zip files as exchanges and sites give them',
    )
    .option(
      '--report [file]',
      'write every refused and flagged row, and every company without a score, to a CSV file; by default report.csv',
    )
    .addOption(tickerOption())
    .option('--json', 'print the counts as JSON')
    .option('--no-rescore', 'leave the scores as they are')
    .action(async (paths: string[], options: ImportOptions) => {
      const report = options.report === undefined ? null : await requireReport(options.report);
      const outcome = await withStore(terminal, ({ pool }) => importAndScore(pool, paths, options, terminal));
      const { imported, gaps } = outcome;
      sayIgnored(imported.ignored, terminal);
      for (const line of recognisedLines(imported)) terminal.err(`greyoak: ${line}\n`);
      const refusals = imported.files.flatMap((file) => file.refusals);
      const flags = imported.files.flatMap((file) => file.flags);
      if (report !== null) await writeReport(report, refusals, flags, gaps);
      sayMarketReturns(outcome.scored, terminal);
      terminal.out(options.json ? summaryJson(outcome, { flags, gaps }) : summary(outcome, { flags, gaps }));
      for (const { reason } of imported.refusedFiles) terminal.err(`greyoak: ${reason}\n`);
      if (imported.refusedFiles.length > 0) setExitCode(EXIT.FAILED);
      else if (refusals.length > 0) setExitCode(EXIT.REFUSED_ROWS);
    });
  return withFactsOptions(command);
}

interface Outcome {
  readonly imported: ImportedHeap;
  /** Null with --no-rescore, and if the store has no prices. */
  readonly scored: ScoredOutdated | null;
  readonly gaps: ScoringGaps;
}

async function importAndScore(
  pool: pg.Pool,
  paths: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<Outcome> {
  const progress = importProgressOn(terminal);
  try {
    const read = {
      ...readOptions(options, terminal, progress),
      onFile: progress.fileDone,
      ticker: requireTicker(options.ticker),
    };
    const setup = await configuredSetup(readSettings(terminal.env));
    if (!options.rescore) {
      const imported = await importPaths(pool, paths, read);
      return { imported, scored: null, gaps: await gapsNow(pool, setup) };
    }
    // The job of each batch outlives us if we are stopped. While a worker runs on the same database, it may begin the
    // job before we do; then we wait for it, and score what it leaves.
    const imported = await importPaths(pool, paths, { ...read, onRecorded: queueOutdated });
    await updateFeatures(pool, (done, total) => progress.show('features', done, total));
    const scored = await scoreOutdated(pool, setup, {
      onProgress: (done, total) => progress.show('scores', done, total),
    });
    return { imported, scored, gaps: await gapsNow(pool, setup) };
  } finally {
    progress.stop();
  }
}

const gapsNow = (pool: pg.Pool, setup: ScoringSetup): Promise<ScoringGaps> =>
  inSnapshot(pool, (client) => storedScoringGaps(client, setup));

function summary({ imported: { files }, scored }: Outcome, findings: Findings): string {
  const table = new PlainTable({
    head: ['File', 'Read', 'Inserted', 'Updated', 'Unchanged', 'Refused', 'Flagged'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const imported of files) {
    const { read, inserted, updated, unchanged, refusals, flags } = imported;
    const counts = [read, inserted, updated, unchanged, refusals.length, flags.length];
    table.push([nameOf(imported, files), ...counts.map(String)]);
  }
  const lines = [...refusalLines(files.flatMap(({ refusals }) => refusals)), ...scoredLine(scored)];
  return `${[table.toString(), ...lines, ...correctionLine(scored), ...findingLines(findings)].join('\n')}\n`;
}

/** Returns the name of a file, with the dataset where the file gave several. */
function nameOf(
  { file, dataset }: Pick<ImportedFile, 'file' | 'dataset'>,
  files: readonly Pick<ImportedFile, 'file'>[],
): string {
  return files.filter((other) => other.file === file).length > 1 ? `${file} (${dataset})` : file;
}

/** Returns the line that says what changed on days that had been scored before; no line if there are none. */
function correctionLine(scored: ScoredSpan | null): string[] {
  if (scored === null) return [];
  const { sessions, changed, bandsChanged } = scoredAgain(scored);
  if (sessions === 0) return [];
  const were = sessions === 1 ? '1 session was' : `${sessions} sessions were`;
  return [
    `${were} scored again: ${changed} scores changed there, ${bandsChanged} of them into another band.`,
  ];
}

function summaryJson({ imported, scored }: Outcome, findings: Findings): string {
  const { files, refusedFiles } = imported;
  const counts = files.map(({ read, inserted, updated, unchanged, refusals, flags, leftOut, ...of }) => [
    nameOf(of, files),
    {
      ...{ read, inserted, updated, unchanged },
      ...(leftOut.length > 0 && {
        leftOut: Object.fromEntries(leftOut.map(({ reason, rows }) => [reason, rows])),
      }),
      refused: countBy(refusals, REFUSAL_RULES, ({ rule }) => rule),
      flagged: countBy(flags, FLAG_KINDS, ({ kind }) => kind),
    },
  ]);
  return `${canonicalJson({
    files: Object.fromEntries(counts),
    refusedFiles: Object.fromEntries(refusedFiles.map(({ file, reason }) => [file, reason])),
    findings: findingsJson(findings),
    scored: scored && {
      ...scoredJson(scored),
      ...(scored.others && {
        others: Object.fromEntries([...scored.others].map(([name, span]) => [name, scoredJson(span)])),
      }),
    },
  })}\n`;
}

const scoredJson = (scored: ScoredSpan) => ({
  sessions: scored.sessions,
  runs: scored.runs.length,
  unchanged: scored.unchanged,
  changed: scored.runs.reduce((sum, run) => sum + run.changed, 0),
  again: scoredAgain(scored),
});
