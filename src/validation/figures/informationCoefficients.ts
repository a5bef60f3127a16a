import { SCORE_FIGURES } from './names.js';
import { closedUp, meanOrNull, neweyWestT, separateWindows, stdevOrNull } from './series.js';
import { orderColumn, sectorColumn } from './universeMeasures.js';
import type { InformationCoefficient, SectorIc, YearIc } from './validationFigures.js';
import type { WindowOfMeasures } from './windowOfMeasures.js';

/** Returns the ICs of all figures. */
export function informationCoefficients(window: WindowOfMeasures): InformationCoefficient[] {
  const { horizon, horizonAt, measures } = window;
  return SCORE_FIGURES.map((figure, at) => {
    const series = window.series(measures.ics, orderColumn(at, horizonAt));
    const neutral = window.series(measures.neutral, orderColumn(at, horizonAt));
    const values = closedUp(series);
    const separate = separateWindows(series, horizon);
    return {
      figure,
      sessions: values.length,
      ic: window.estimate(series),
      sd: stdevOrNull(values),
      neweyWestT: neweyWestT(values, horizon),
      separateMean: separate.mean,
      separateT: separate.t,
      separateN: separate.n,
      positiveShare: meanOrNull(values.map((value) => Number(value > 0))),
      neutral: window.estimate(neutral),
      neutralT: neweyWestT(closedUp(neutral), horizon),
      byYear: yearIcs(window, series),
    };
  });
}

/** Returns the mean IC of VALUE within each sector group that ever has one, in the order of the groups. */
export function icsOfSectors(window: WindowOfMeasures, sectors: readonly string[]): SectorIc[] {
  const { horizon, horizonAt, measures } = window;
  return sectors.flatMap((sector, at) => {
    const values = closedUp(window.series(measures.sectorIcs, sectorColumn(at, horizonAt)));
    const ic = meanOrNull(values);
    return ic === null
      ? []
      : [{ sector, ic, neweyWestT: neweyWestT(values, horizon), sessions: values.length }];
  });
}

/** Every calendar year of the window is there, also without an IC. */
function yearIcs({ days, range }: WindowOfMeasures, series: Float64Array): YearIc[] {
  const ofYear = new Map<number, number[]>();
  series.forEach((value, k) => {
    const year = Number(days[range.start + k].slice(0, 4));
    const values = ofYear.get(year) ?? [];
    ofYear.set(year, values);
    if (value === value) values.push(value);
  });
  return Array.from(ofYear, ([year, values]) => ({
    year,
    ic: meanOrNull(Float64Array.from(values)),
    sessions: values.length,
  }));
}
