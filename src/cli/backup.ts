import { resolve } from 'node:path';
import { Command } from 'commander';
import type { DocumentsOfBackup, Manifest } from '../backup/manifest.js';
import { verifyBackup } from '../backup/verifyBackup.js';
import { writeBackup } from '../backup/writeBackup.js';
import { configuredDocuments } from '../companies/documents/store/configuredDocuments.js';
import { readSettings } from '../settings.js';
import { endedBySignals } from './endedBySignals.js';
import { progressOn } from './progress.js';
import { requireStore } from './requireStore.js';
import type { Terminal } from './terminal.js';
import { withOwner } from './withOwner.js';

/** `greyoak backup FOLDER [--verify]` */
export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('write all that the store holds into a new folder, also while it is used')
    .argument('<folder>', 'folder to write, which must not exist')
    .option(
      '--verify',
      'only check that the backup in the folder is complete and unchanged, without a database',
    )
    .action(async (folder: string, { verify = false }: { readonly verify?: boolean }) => {
      const progress = progressOn(terminal);
      try {
        const manifest = verify
          ? await verifyBackup(folder, progress.show)
          : await backUp(terminal, folder, progress.show);
        progress.stop();
        terminal.out(
          `${verify ? 'As it was written: ' : ''}${resolve(folder)} has ${contentsOf(manifest)}.\n`,
        );
      } finally {
        progress.stop();
      }
    });
}

async function backUp(
  terminal: Terminal,
  folder: string,
  onProgress: (what: string, done: number, total: number) => void,
): Promise<Manifest> {
  const settings = readSettings(terminal.env);
  const files = configuredDocuments(settings);
  await requireStore(settings);
  return withOwner(terminal, 'backup', ({ pool }) =>
    endedBySignals((signal) => writeBackup(pool, folder, { files, signal, onProgress })),
  );
}

function contentsOf({ tables, documents, takenAt, version, migrations }: Manifest): string {
  const files = Object.values(tables);
  const [rows, bytes] = [
    files.reduce((sum, file) => sum + file.rows, 0),
    files.reduce((sum, file) => sum + file.bytes, 0),
  ];
  return (
    `the store of ${takenAt}: ${files.length} tables, ${rows} rows, ${bytes} bytes${documentsIn(documents)} ` +
    `(greyoak ${version}, schema ${migrations.at(-1)})`
  );
}

function documentsIn(documents: DocumentsOfBackup | undefined): string {
  if (documents === undefined || documents.files + documents.missing === 0) return '';
  const { files, bytes, missing } = documents;
  const without =
    missing === 0
      ? ''
      : `; of ${missing} ${missing === 1 ? 'document' : 'documents'} the file is missing or was changed: name their folder by DOCUMENTS_FOLDER`;
  return `, and ${files} files of documents with ${bytes} bytes${without}`;
}
