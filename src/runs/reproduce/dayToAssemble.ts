import type { RunInputs } from './storedRuns.js';

/** A day whose cross-section is assembled: from facts as recorded at a batch, for a method and a sector file. */
export type DayToAssemble = Pick<RunInputs, 'day' | 'readBatch' | 'methodHash' | 'sectorsHash'>;
