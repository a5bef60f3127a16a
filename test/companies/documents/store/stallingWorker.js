/**
 * A process that works on documents until it is in a step, in which it stays until it is killed; for
 * documents.database.test.ts. It begins when it is told which step.
 */
import { once } from 'node:events';
import { DocumentFolder } from '../../../../dist/companies/documents/store/documentFolder.js';
import { processDocument } from '../../../../dist/companies/tasks/processDocument.js';
import { openDatabase } from '../../../../dist/database/openDatabase.js';
import { startWorkers } from '../../../../dist/jobs/startWorkers.js';

const [, , url, folder] = process.argv;
const none = () => undefined;
const log = { debug: none, info: none, warn: none, error: none };
const database = await openDatabase({ url, home: '' });
process.stdout.write('started\n');
const [stalled] = String(await once(process.stdin, 'data')).split('\n');

const stay = () => {
  process.stdout.write('in step\n');
  return new Promise(none);
};
const doing = (step, work) => (stalled === step ? stay() : Promise.resolve(work()));
let parts = 0;
const layout = { pageStarts: [], headings: [], tables: [] };
const services = {
  documentFiles: new DocumentFolder(folder),
  documentReader: {
    read: () =>
      doing('EXTRACT', () => ({
        pageCount: 1,
        pages: [[{ kind: 'TEXT', text: 'word '.repeat(40).trim() }]],
      })),
  },
  textThread: {
    clean: ({ pages }) => doing('CLEAN', () => ({ text: pages[0][0].text, layout })),
    chunk: ({ text }) =>
      doing('CHUNK', () =>
        Array.from({ length: 40 }, (_, k) => {
          const [start, end] = [5 * k, 5 * k + 4];
          return { start, end, page: 1, heading: null, text: text.slice(start, end) };
        }),
      ),
    suggest: () => doing('SUGGEST', () => []),
  },
  embedder: {
    model: 'words@1',
    // It is killed after a part is stored, and before all are.
    embed: (texts) =>
      stalled === 'EMBED' && parts++ === 1 ? stay() : Promise.resolve(texts.map(() => Float32Array.of(1, 0))),
  },
};
await startWorkers(database, [processDocument], log, { services, pollMs: 30, recoverMs: 150 });
