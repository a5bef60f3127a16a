import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { csvOf } from '../../../../src/companies/reports/files/csv/csvOf.js';
import { jsonOf } from '../../../../src/companies/reports/files/json/jsonOf.js';
import {
  ReportWriter,
  type ReportWriterOptions,
} from '../../../../src/companies/reports/files/reportWriter.js';
import { richDocument } from '../../../support/companies/reports/richDocument.js';
import { remove, temporaryFolder } from '../../../support/temporaryFolder.js';

const document = richDocument();
const writers: ReportWriter[] = [];
const writerOf = (options?: ReportWriterOptions): ReportWriter => {
  const writer = new ReportWriter(options);
  writers.push(writer);
  return writer;
};
const folders: string[] = [];
afterAll(async () => {
  for (const writer of writers) await writer.close();
  for (const folder of folders) await remove(folder);
});

/** A file that a thread runs instead. */
async function workerOf(body: string): Promise<string> {
  const folder = await temporaryFolder();
  folders.push(folder);
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, `export const writeReport = ({ format }) => { ${body} };\n`);
  return file;
}

describe('the writer of reports', () => {
  test('writes the files in a thread, and the same bytes again', async () => {
    const writer = writerOf();
    const [page, csv, json] = await Promise.all([
      writer.write(document, 'HTML'),
      writer.write(document, 'CSV'),
      writer.write(document, 'JSON'),
    ]);
    expect(csv.toString()).toBe(csvOf(document));
    expect(json.toString()).toBe(jsonOf(document));
    expect(page.toString()).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect((await writer.write(document, 'HTML')).equals(page)).toBe(true);
  });

  test('refuses a file that is too large', async () => {
    await expect(writerOf({ mostBytes: 1_000 }).write(document, 'CSV')).rejects.toThrow(
      /^Expected a file CSV of at most 1000 bytes, got \d+: report on less\.$/,
    );
  });

  test('ends a thread that takes too long, and writes the next file in another', async () => {
    const worker = await workerOf("if (format === 'HTML') for (;;); return new Uint8Array(3);");
    const writer = writerOf({ timeoutMs: 1_000, worker });
    await expect(writer.write(document, 'HTML')).rejects.toThrow(
      'Expected the file HTML of a report within 1 s, but it takes longer: try again, or report on less.',
    );
    await expect(writer.write(document, 'CSV')).resolves.toHaveLength(3);
  });

  test('ends with the reason of a signal, before and while it writes', async () => {
    const writer = writerOf({ worker: await workerOf('for (;;);') });
    const end = new AbortController();
    const written = writer.write(document, 'HTML', end.signal);
    end.abort(new Error('the job ends'));
    await expect(written).rejects.toThrow('the job ends');
    await expect(writer.write(document, 'CSV', end.signal)).rejects.toThrow('the job ends');
  });

  test('says that a report needs too much memory', async () => {
    const worker = await workerOf(
      'const all = []; for (;;) all.push(Array.from({ length: 1e6 }, (_, k) => ({ k })));',
    );
    await expect(writerOf({ worker, heapMb: 32 }).write(document, 'HTML')).rejects.toThrow(
      'Expected a file HTML that is written within 32 MB, but it needs more: report on less.',
    );
  }, 60_000);

  test('passes on what else fails', async () => {
    const writer = writerOf({ worker: await workerOf("throw new Error('no such column');") });
    await expect(writer.write(document, 'HTML')).rejects.toThrow('no such column');
  });

  test('rejects what it writes when it is closed, and what is asked later', async () => {
    const writer = writerOf({ worker: await workerOf('for (;;);') });
    const written = writer.write(document, 'HTML');
    const refused = expect(written).rejects.toThrow(
      'Expected a writer of reports that runs, but it is closed',
    );
    await writer.close();
    await refused;
    await expect(writer.write(document, 'HTML')).rejects.toThrow('it is closed');
  });
});
