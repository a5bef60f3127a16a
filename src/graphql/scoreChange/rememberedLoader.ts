import type DataLoader from 'dataloader';
import { rememberedScores, type RememberedKey } from '../../books/rememberedScores.js';
import type { Points } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Loads the scores that bands with hysteresis remember. */
export function rememberedLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<RememberedKey, readonly Points[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(rememberedScores(keys));
    return inOrderOfKeys(keys.length, rows).map(([{ scores }]) => scores);
  });
}
