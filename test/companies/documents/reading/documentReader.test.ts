import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DocumentReader } from '../../../../src/companies/documents/reading/documentReader.js';
import { pdfFile, pdfOfContent, pdfStream } from '../../../support/documents/pdfFile.js';
import { remove, temporaryFolder } from '../../../support/temporaryFolder.js';

const TEXT = 'BT /F1 12 Tf 50 700 Td (Hello world) Tj ET';
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
/** Ten forms that each draw ten forms, and so on: reading it would take years. */
const forms = () =>
  pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
    pdfStream('/X Do'),
    ...Array.from({ length: 12 }, (_, index) =>
      pdfStream(
        '/X Do '.repeat(10),
        `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${6 + index} 0 R>>>>`,
      ),
    ),
    pdfStream(
      'BT /F 9 Tf (x) Tj ET',
      `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F ${FONT}>>>>`,
    ),
  ]);

describe('DocumentReader', () => {
  let folder: string;
  const reader = new DocumentReader({ timeoutMs: 10_000, processMb: 160 });
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    await reader.close();
    await remove(folder);
  });

  test('reads a file of each kind', async () => {
    const [pdf, html, text] = await Promise.all([
      reader.read(file('a', pdfOfContent(TEXT)), 'application/pdf'),
      reader.read(file('b', '<h1>Hello'), 'text/html'),
      reader.read(file('c', 'world'), 'text/plain'),
    ]);
    expect(pdf).toEqual({ pages: [[{ kind: 'TEXT', text: 'Hello world' }]], pageCount: 1 });
    expect(html.pages[0]?.[0]).toEqual({ kind: 'HEADING', text: 'Hello' });
    expect(text).toEqual({ pages: [[{ kind: 'TEXT', text: 'world' }]], pageCount: null });
  });

  test('says why a file cannot be read, and of a missing one only that', async () => {
    await expect(reader.read(file('d', '%PDF-1.7 %%EOF'), 'application/pdf')).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/got a damaged one/),
    });
    const missing = reader.read(join(folder, 'missing'), 'text/plain');
    await expect(missing).rejects.toMatchObject({
      name: 'Error',
      message: 'Expected to read the document, but: The file cannot be opened (ENOENT).',
    });
  });

  test('ends what needs too much memory', async () => {
    const bomb = file('e', pdfOfContent(Buffer.alloc(150_000_000, ' ')));
    const before = process.memoryUsage.rss();
    await expect(reader.read(bomb, 'application/pdf')).rejects.toThrow(
      /read with 160 MB of memory, but it needs more/,
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  });

  test('ends what hangs, and reads the next file', async () => {
    const hasty = new DocumentReader({ timeoutMs: 1_200 });
    const hanging = hasty.read(file('f', forms()), 'application/pdf');
    await expect(hanging).rejects.toThrow(/read within 1.2 s, but it takes longer/);
    await hasty.close();
    expect((await reader.read(file('g', 'next'), 'text/plain')).pages).toHaveLength(1);
  });

  test('ends with its caller, also while it waits, and with the service', async () => {
    const slow = new DocumentReader();
    const call = new AbortController();
    const waiting = new AbortController();
    const path = file('h', forms());
    const first = slow.read(path, 'application/pdf', call.signal);
    const second = slow.read(path, 'application/pdf', waiting.signal);
    waiting.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    call.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const last = slow.read(path, 'application/pdf');
    await slow.close();
    await expect(last).rejects.toThrow(/closed, because the service stops/);
    await expect(slow.read(path, 'application/pdf')).rejects.toThrow(/closed/);
  });
});
