/**
 * Returns how many times as long work takes for four times as much input: about 4 where its time grows linearly, 16 where it
 * grows with the square. The best of some runs counts, so that other work on the machine does not.
 *
 * @param work does the work for so much input
 * @param size of the smaller input; its work should take a millisecond or more
 */
export async function growthOf(work: (size: number) => unknown, size: number): Promise<number> {
  const [small, large] = [Infinity, Infinity].map((best) => ({ best }));
  for (let run = 0; run < 5; run++) {
    for (const [of, times] of [
      [small, 1],
      [large, 4],
    ] as const) {
      const start = performance.now();
      await work(size * times);
      of.best = Math.min(of.best, performance.now() - start);
    }
  }
  return large.best / Math.max(small.best, 0.5);
}
