import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../../src/canonicalJson.js';
import { jsonOf } from '../../../../src/companies/reports/files/json/jsonOf.js';
import { prettyJson } from '../../../../src/companies/reports/files/json/prettyJson.js';
import { reportDocument } from '../../../support/companies/reports/reportDocument.js';
import { richDocument } from '../../../support/companies/reports/richDocument.js';

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

describe('the JSON of a report', () => {
  const rich = richDocument();
  const file = jsonOf(rich);
  const read = JSON.parse(file) as Readonly<Record<string, unknown>>;

  test('has a content whose hash is the one that it states', () => {
    expect(sha256(read['content'])).toBe(read['hash']);
    expect(read['hash']).toBe(rich.hash);
  });

  test('has all that the report is made of', () => {
    const { title, content, hash, createdAt, madeBy, isSynthetic, changes, questions, template } = rich;
    const { kind, inputs, on, templateVersion } = content;
    expect(read).toEqual({
      report: { title, kind, inputs, on, templateVersion },
      ...{ hash, createdAt, madeBy, synthetic: isSynthetic, content, changes, questions },
      template: JSON.parse(JSON.stringify(template)),
    });
  });

  test('has a line for a row, and is little longer than without lines', () => {
    expect(file).toContain('          ["PEER0.NS","Peer company number 0 Limited",');
    expect(file.length).toBeLessThan(1.5 * JSON.stringify(read).length);
    expect(Math.max(...file.split('\n').map((line) => line.length))).toBeLessThan(1_000);
  });

  test('keeps any cells, and their hash', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
        const document = reportDocument([{ id: 't', columns: [{ name: 'a' }, { name: 'b' }], rows }]);
        const { content, hash } = JSON.parse(jsonOf(document)) as { content: unknown; hash: string };
        expect(sha256(content)).toBe(hash);
        expect(hash).toBe(document.hash);
      }),
      { numRuns: 100 },
    );
  });

  test('is the same for the same document', () => {
    expect(jsonOf(richDocument())).toBe(file);
  });
});

test('JSON on lines is the same value as without', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(JSON.parse(prettyJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
});
