import { afterAll, describe, expect, test } from '@jest/globals';
import { createEmbedder } from '../../../src/companies/search/embedding/createEmbedder.js';
import { windowsOf } from '../../../src/companies/search/embedding/windowsOf.js';

describe('windowsOf', () => {
  const perLetter = (word: string) => word.length;

  test('cuts at words into parts of about the same length, none above the bound', () => {
    expect(windowsOf('aa bb cc dd ee', perLetter, 6)).toEqual(['aa bb cc', 'dd ee']);
    expect(windowsOf('one\n two\tthree', perLetter, 99)).toEqual(['one two three']);
    expect(windowsOf('', perLetter, 6)).toEqual(['']);
    const long = windowsOf(`${'x'.repeat(1_000)} y`, perLetter, 128);
    expect(Math.max(...long.map((part) => part.length))).toBeLessThanOrEqual(128);
    expect(long.join('').replaceAll(' ', '')).toBe(`${'x'.repeat(1_000)}y`);
  });
});

describe('createEmbedder', () => {
  const embedder = createEmbedder();
  afterAll(() => embedder.close());
  const cosine = (one: Float32Array, other: Float32Array) =>
    one.reduce((sum, value, at) => sum + value * other[at], 0);

  test('tells meanings apart, reads long texts to their end, and takes any text', async () => {
    const long = 'The company sells paint and cement to builders. '.repeat(12);
    const texts = [
      'revenue increased',
      'sales grew',
      'a recipe for soup',
      long,
      `${long}Its dividend doubled.`,
      '',
      '\ud800\0😀',
    ];
    const vectors = await embedder.embed(texts);
    expect(vectors.map(({ length }) => length)).toEqual(texts.map(() => embedder.size));
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(cosine(vectors[0], vectors[1])).toBeGreaterThan(cosine(vectors[0], vectors[2]) + 0.2);
    expect(vectors[4]).not.toEqual(vectors[3]);
    expect((await embedder.embed([texts[1]]))[0]).toEqual(vectors[1]);
  }, 60_000);

  test('is ended by a signal, and embeds nothing once it is closed', async () => {
    await expect(embedder.embed(['a'], AbortSignal.abort())).rejects.toThrow('aborted');
    const closed = createEmbedder();
    await closed.close();
    await expect(closed.embed(['a'])).rejects.toThrow('closed');
  });
});
