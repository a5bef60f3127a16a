import { Command } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import { addFolder, type AddedFolder } from '../companies/documents/folder/addFolder.js';
import { INDEX, readDocumentIndex } from '../companies/documents/folder/documentIndex.js';
import { isEnded, type DocumentState } from '../companies/documents/folder/documentStates.js';
import { configuredDocuments } from '../companies/documents/store/configuredDocuments.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { readSettings } from '../settings.js';
import { shown } from '../shown.js';
import { EXIT } from './exitCodes.js';
import { failureOf } from './failureOf.js';
import { PlainTable } from './plainTable.js';
import { processDocuments } from './processDocuments.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

/** How many refused rows, and documents that failed, are shown. --json has all. */
const SHOWN = 20;

/** The command `greyoak documents FOLDER`. */
export function documentsCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('documents')
    .description('add the documents of a folder to the store, and process them, so that they can be searched')
    .argument(
      '<folder>',
      `a folder with ${INDEX} (ticker,published_on,category,title,file,url) and the PDF, HTML and text files that it names`,
    )
    .option('--json', 'print what became of each row as JSON')
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      const outcome = await withStore(terminal, (store) => addAndProcess(store, folder, terminal), {
        mustExist: true,
      });
      terminal.out(json ? outcomeJson(outcome) : outcomeText(outcome));
      const isWhole =
        outcome.refused.length === 0 && outcome.documents.every(({ status }) => status !== 'FAILED');
      if (!isWhole) setExitCode(EXIT.REFUSED_ROWS);
    });
}

/** What a row named, as it is in the end. */
interface ProcessedRow {
  readonly file: string;
  readonly id: number;
  readonly isNew: boolean;
  /** DELETED: by another process, meanwhile. */
  readonly status: DocumentState['status'] | 'DELETED';
  readonly reason: string | null;
}

interface Outcome extends Pick<AddedFolder, 'refused'> {
  readonly documents: readonly ProcessedRow[];
}

async function addAndProcess(store: OpenDatabase, folder: string, terminal: Terminal): Promise<Outcome> {
  const settings = readSettings(terminal.env);
  const files = configuredDocuments(settings);
  const index = await readDocumentIndex(folder, settings.imports);
  const progress = progressOn(terminal);
  try {
    const { added, refused } = await addFolder(store.jobs, files, folder, index, {
      now: terminal.now(),
      onProgress: (done, total) => progress.show('files', done, total),
    });
    const fileOf = new Map(added.map(({ id, file }) => [id, file]));
    const told = new Set<number>();
    const onLook = (states: readonly DocumentState[]): void => {
      const ended = states.filter(isEnded);
      progress.show('documents', ended.length, states.length);
      if (terminal.errIsTty) return;
      for (const { id, status } of ended) {
        if (told.has(id)) continue;
        told.add(id);
        terminal.err(
          `greyoak: ${shown(fileOf.get(id) ?? '')}: ${status} (${told.size} of ${states.length})\n`,
        );
      }
    };
    const onFailure = (cause: unknown) =>
      terminal.err(`greyoak: a job failed: ${failureOf(cause).message}\n`);
    const states = await processDocuments(store, [...fileOf.keys()], { files, settings, onLook, onFailure });
    const stateOf = new Map(states.map((state) => [state.id, state]));
    const documents = added.map(({ file, id, isNew }): ProcessedRow => {
      const { status = 'DELETED' as const, reason = null } = stateOf.get(id) ?? {};
      return { file, id, isNew, status, reason };
    });
    return { refused, documents };
  } finally {
    progress.stop();
  }
}

function countsOf({ refused, documents }: Outcome) {
  const added = documents.filter(({ isNew }) => isNew).length;
  const count = (status: ProcessedRow['status']) => documents.filter((one) => one.status === status).length;
  return {
    read: documents.length + refused.length,
    added,
    unchanged: documents.length - added,
    refused: refused.length,
    ready: count('READY'),
    failed: count('FAILED'),
  };
}

function outcomeText(outcome: Outcome): string {
  const counts = countsOf(outcome);
  const head = Object.keys(counts).map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  const table = new PlainTable({ head, colAligns: head.map(() => 'right') });
  table.push(Object.values(counts).map(String));
  const refused = outcome.refused.map(
    ({ line, column, reason }) => `${INDEX}, line ${line}${column && `, ${column}`}: ${reason}`,
  );
  const failed = outcome.documents
    .filter(({ status }) => status === 'FAILED')
    .map(({ file, reason }) => `${shown(file)}: FAILED, ${reason ?? 'without a reason'}`);
  return `${[table.toString(), ...first(refused), ...first(failed)].join('\n')}\n`;
}

const first = (lines: readonly string[]): string[] =>
  lines.length <= SHOWN
    ? [...lines]
    : [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more: --json prints all of them.`];

const outcomeJson = (outcome: Outcome): string =>
  `${canonicalJson({ ...countsOf(outcome), refused: outcome.refused, documents: outcome.documents })}\n`;
