import type { Embedder } from '../embedder.js';
import { ThreadedEmbedder } from './threadedEmbedder.js';

/**
 * Returns the embedder of this service: the Universal Sentence Encoder (lite) that npm packages carry, which works
 * offline. Its thread starts with the first text.
 */
export const createEmbedder = (): Embedder =>
  new ThreadedEmbedder({
    // A longer text is the mean of its parts of 64 tokens. Vectors made in another way need another name.
    model: 'universal-sentence-encoder-lite@0.2.0/64',
    size: 512,
  });
