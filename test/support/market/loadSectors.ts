import { DEFAULT_SECTORS, parseSectors, readSectorsFile, type Sectors } from '../../../src/market/sectors.js';

/** Reads the sector groups of a file; by default those of config/. */
export async function loadSectors(file = DEFAULT_SECTORS): Promise<Sectors> {
  return parseSectors(await readSectorsFile(file), file);
}
