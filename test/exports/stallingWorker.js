/**
 * A worker with the compiled code that makes exports and never ends one: what it writes goes to the disk, and the stream
 * then waits. It prints a line when something is written. Arguments: URL of the database, folder of the exports.
 */
import { PassThrough } from 'node:stream';
import { openDatabase } from '../../dist/database/openDatabase.js';
import { ExportFolder } from '../../dist/exports/exportFolder.js';
import { makeExport } from '../../dist/exports/tasks/makeExport.js';
import { startWorkers } from '../../dist/jobs/startWorkers.js';

const [, , url, path] = process.argv;

class StallingFolder extends ExportFolder {
  write(name, write) {
    return super.write(name, (makeSink) =>
      write(() => {
        const file = makeSink();
        const stalled = new PassThrough({ highWaterMark: 1 });
        stalled.once('data', (piece) => {
          stalled.pause();
          file.write(piece, () => process.stdout.write('written\n'));
        });
        return stalled;
      }),
    );
  }
}

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const services = { exportFolder: new StallingFolder(path), exportHours: 1 };
await startWorkers(await openDatabase({ url, home: '' }), [makeExport], log, { services });
