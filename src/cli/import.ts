import { Command } from 'commander';
import type pg from 'pg';
import { canonicalJson } from '../canonicalJson.js';
import { countBy, REFUSAL_RULES } from '../market/imports/refusal.js';
import { importFolder, type ImportedFolder } from '../market/store/importFolder.js';
import { updateFeatures } from '../market/store/updateFeatures.js';
import { queueOutdated } from '../runs/outdatedJob.js';
import { scoreOutdated } from '../runs/scoreOutdated.js';
import type { ScoredSpan } from '../runs/scoreSpan.js';
import { loadSetup } from '../runs/scoringSetup.js';
import { readSettings } from '../settings.js';
import { EXIT } from './exitCodes.js';
import { PlainTable } from './plainTable.js';
import { progressOn } from './progress.js';
import { readOptions, sayIgnored, withFactsOptions, type FactsOptions } from './readFacts.js';
import { refusalLines, requireReport, writeReport } from './report.js';
import { sayMarketReturns } from './sayMarketReturns.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface ImportOptions extends FactsOptions {
  readonly report?: string;
  readonly json?: boolean;
  readonly rescore: boolean;
}

/** `greyoak import FOLDER` */
export function importCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('import')
    .description('import a folder into the store, and score the days that it touches')
    .argument('<folder>', 'folder of CSV files in the import format')
    .option('--report <file>', 'write every refused row to a CSV file')
    .option('--json', 'print the counts as JSON')
    .option('--no-rescore', 'leave the scores as they are')
    .action(async (folder: string, options: ImportOptions) => {
      if (options.report !== undefined) await requireReport(options.report);
      const { imported, scored } = await withStore(terminal, ({ pool }) =>
        importAndScore(pool, folder, options, terminal),
      );
      sayIgnored(imported.ignored, terminal);
      const refusals = imported.files.flatMap((file) => file.refusals);
      if (options.report !== undefined) await writeReport(options.report, refusals, []);
      sayMarketReturns(scored, terminal);
      terminal.out(options.json ? summaryJson(imported, scored) : summary(imported, scored));
      for (const { reason } of imported.refusedFiles) terminal.err(`greyoak: ${reason}\n`);
      if (imported.refusedFiles.length > 0) setExitCode(EXIT.FAILED);
      else if (refusals.length > 0) setExitCode(EXIT.REFUSED_ROWS);
    });
  return withFactsOptions(command);
}

interface Outcome {
  readonly imported: ImportedFolder;
  /** Null with --no-rescore, and if the store has no prices. */
  readonly scored: ScoredSpan | null;
}

async function importAndScore(
  pool: pg.Pool,
  folder: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<Outcome> {
  const progress = progressOn(terminal);
  try {
    const read = readOptions(options, terminal, progress);
    if (!options.rescore) return { imported: await importFolder(pool, folder, read), scored: null };
    // The job of each batch outlives us if we are stopped. While a worker runs on the same database, it may begin the
    // job before we do; then we wait for it, and score what it leaves.
    const imported = await importFolder(pool, folder, { ...read, onRecorded: queueOutdated });
    await updateFeatures(pool, (done, total) => progress.show('features', done, total));
    const setup = { ...(await loadSetup()), sessionQuorum: readSettings(terminal.env).sessions.quorum };
    const scored = await scoreOutdated(pool, setup, {
      onProgress: (done, total) => progress.show('scores', done, total),
    });
    return { imported, scored };
  } finally {
    progress.stop();
  }
}

function summary({ files }: ImportedFolder, scored: ScoredSpan | null): string {
  const table = new PlainTable({
    head: ['File', 'Read', 'Inserted', 'Updated', 'Unchanged', 'Refused'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const { file, read, inserted, updated, unchanged, refusals } of files) {
    table.push([file, ...[read, inserted, updated, unchanged, refusals.length].map(String)]);
  }
  const lines = refusalLines(files.flatMap(({ refusals }) => refusals));
  return `${[table.toString(), ...lines, ...scoredLine(scored)].join('\n')}\n`;
}

/** Returns the line that says how many sessions were scored; no line if none were to be. */
export function scoredLine(scored: ScoredSpan | null): string[] {
  if (scored === null) return [];
  const { sessions, runs, unchanged } = scored;
  const changed = runs.reduce((sum, run) => sum + run.changed, 0);
  const days = runs.length === 0 ? '' : ` (${runs[0].day} to ${runs[runs.length - 1].day})`;
  return [
    `${runs.length} of ${sessions} sessions scored${days}, ${changed} scores changed; ${unchanged} are up to date.`,
  ];
}

function summaryJson({ files, refusedFiles }: ImportedFolder, scored: ScoredSpan | null): string {
  const counts = files.map(({ file, refusals, ...counted }) => [
    file,
    { ...counted, refused: countBy(refusals, REFUSAL_RULES, ({ rule }) => rule) },
  ]);
  return `${canonicalJson({
    files: Object.fromEntries(counts),
    refusedFiles: Object.fromEntries(refusedFiles.map(({ file, reason }) => [file, reason])),
    scored: scored && { sessions: scored.sessions, runs: scored.runs.length, unchanged: scored.unchanged },
  })}\n`;
}
