import type DataLoader from 'dataloader';
import { bandSpells, type SpellKey, type SpellRow } from '../../books/bandSpells.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Loads for how long stocks have had their bands. */
export function spellLoader({ reads }: Pick<LoaderSources, 'reads'>): DataLoader<SpellKey, SpellRow, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(bandSpells(keys));
    return inOrderOfKeys(keys.length, rows).map(([row]) => row);
  });
}
