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
import { EXIT } from './exitCodes.js';
import { importProgressOn } from './importProgress.js';
import { PlainTable } from './plainTable.js';
import { readOptions, sayIgnored, withFactsOptions, type FactsOptions } from './readFacts.js';
import { refusalLines, requireReport, writeReport } from './report.js';
import { scoredAgain } from './scoredAgain.js';
import { scoredLine } from './scoredLine.js';
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
  const progress = importProgressOn(terminal);
  try {
    const read = { ...readOptions(options, terminal, progress), onFile: progress.fileDone };
    if (!options.rescore) return { imported: await importFolder(pool, folder, read), scored: null };
    // The job of each batch outlives us if we are stopped. While a worker runs on the same database, it may begin the
    // job before we do; then we wait for it, and score what it leaves.
    const imported = await importFolder(pool, folder, { ...read, onRecorded: queueOutdated });
    await updateFeatures(pool, (done, total) => progress.show('features', done, total));
    const scored = await scoreOutdated(pool, await loadSetup(), {
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
  return `${[table.toString(), ...lines, ...scoredLine(scored), ...correctionLine(scored)].join('\n')}\n`;
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

function summaryJson({ files, refusedFiles }: ImportedFolder, scored: ScoredSpan | null): string {
  const counts = files.map(({ file, refusals, flags: _flags, touchesFrom: _day, ...counted }) => [
    file,
    { ...counted, refused: countBy(refusals, REFUSAL_RULES, ({ rule }) => rule) },
  ]);
  return `${canonicalJson({
    files: Object.fromEntries(counts),
    refusedFiles: Object.fromEntries(refusedFiles.map(({ file, reason }) => [file, reason])),
    scored: scored && {
      sessions: scored.sessions,
      runs: scored.runs.length,
      unchanged: scored.unchanged,
      changed: scored.runs.reduce((sum, run) => sum + run.changed, 0),
      again: scoredAgain(scored),
    },
  })}\n`;
}
