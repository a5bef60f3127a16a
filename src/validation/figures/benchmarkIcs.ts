import { BENCHMARKS } from './names.js';
import { benchmarkColumn } from './universeMeasures.js';
import type { BenchmarkIc } from './validationFigures.js';
import type { WindowOfMeasures } from './windowOfMeasures.js';

/** Returns the ICs of the benchmarks, and how they differ from that of VALUE. */
export function benchmarkIcs(window: WindowOfMeasures): BenchmarkIc[] {
  const { horizonAt, measures } = window;
  return BENCHMARKS.map((name, at) => {
    const series = window.series(measures.benchmarkIcs, benchmarkColumn(at, horizonAt));
    const compared = window.series(measures.comparedIcs, benchmarkColumn(at, horizonAt));
    return {
      name,
      ic: window.estimate(series),
      difference: window.estimate(series.map((ic, session) => ic - compared[session])),
    };
  });
}
