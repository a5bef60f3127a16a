import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import { Random } from './random.js';
import type { Table } from './table.js';
import { quarterEnds, type Timeline } from './timeline.js';

const QUARTERS = 8;
/** SEBI allows 21 days, which the import also assumes where no date is given. */
const LAG_DAYS = { least: 10, most: 20 };

/** Returns the holders of each company. Every third one is from a source without dates, for which the import assumes them. */
export function shareholdingTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'shareholding.csv',
    columns: ['ticker', 'quarter_end', 'published_on', 'promoter_pct', 'pledged_pct', 'fii_pct', 'dii_pct'],
    rows: companies.flatMap((company, k) => rowsOf(company, k % 3 !== 0, timeline)),
  };
}

function rowsOf(
  { ticker, story, quality }: SampleCompany,
  hasDates: boolean,
  timeline: Timeline,
): readonly string[][] {
  const random = new Random(`shareholding ${ticker}`);
  const promoter = story.hasNoPromoter ? 0 : random.between(38, 74);
  const free = 100 - promoter;
  // Because each holds at most 35 % of the free float, and changes by about a percentage point a quarter, their sum stays below 100 %.
  let fii = free * random.between(0.15, 0.35);
  let dii = free * random.between(0.15, 0.35);
  // One company in eight has a pledge that is too small to matter.
  const small = random.chance(1 / 8) ? random.between(1, 8) : 0;
  const pledged = story.pledgedPct ?? (story.hasNoPromoter ? 0 : small);
  const listed = story.firstBarAgo === undefined ? 0 : timeline[timeline.length - 1 - story.firstBarAgo];

  const rows = quarterEnds(QUARTERS).map((end) => {
    // Institutions like good companies.
    fii = Math.max(0.5, fii + 0.15 * quality + 0.5 * random.normal());
    dii = Math.max(0.5, dii + 0.1 * quality + 0.4 * random.normal());
    const published = end + random.whole(LAG_DAYS.least, LAG_DAYS.most);
    const institutions = story.hidesInstitutions ? ['', ''] : [fii.toFixed(2), dii.toFixed(2)];
    const row = [
      ticker,
      isoOf(end),
      hasDates ? isoOf(published) : '',
      promoter.toFixed(2),
      pledged.toFixed(2),
      ...institutions,
    ];
    return { end, row };
  });
  return rows.filter(({ end }) => end >= listed).map(({ row }) => row);
}
