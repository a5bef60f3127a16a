import type { Embedder } from '../../../src/companies/search/embedder.js';

const SIZE = 64;

/** An embedder without a model: the words of a text, counted by a hash. Texts with the same words are near each other. */
export const testEmbedder = (model = 'words@1'): Embedder => ({
  model,
  size: SIZE,
  embed: (texts, signal) => {
    signal?.throwIfAborted();
    return Promise.resolve(texts.map(vectorOf));
  },
  close: () => Promise.resolve(),
});

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(SIZE);
  for (const word of text.toLowerCase().match(/\w+/g) ?? ['']) {
    let hash = 0;
    for (const character of word) hash = (hash * 31 + character.charCodeAt(0)) % 65_521;
    vector[hash % SIZE] += 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
