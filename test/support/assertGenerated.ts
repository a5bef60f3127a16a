import fc, { type IAsyncProperty } from 'fast-check';

const SEED = 20_241_008;

/**
 * Checks a property of generated cases, the same ones each time. A failure tells the seed and the path of the case at
 * once. To look for a smaller case takes minutes where each one asks a server: `GREYOAK_SHRINK=1` does so.
 *
 * @param runs how many cases
 */
export async function assertGenerated<Case>(property: IAsyncProperty<Case>, runs: number): Promise<void> {
  const endOnFailure = process.env['GREYOAK_SHRINK'] === undefined;
  await fc.assert(property, { seed: SEED, numRuns: runs, endOnFailure });
}
