import { requireName } from '../../../access/requireName.js';
import { dayOf, isoOf } from '../../../market/day.js';
import type { Day, IsoDate } from '../../../scoring/names.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { REPORT_FORMATS, type ReportFormat } from '../names.js';
import { INPUTS_OF_KINDS, type ReportRequest } from '../reportRequest.js';

const MOST_OF_TITLE = 200;
/** No market of the store is older. */
const EARLIEST: IsoDate = isoOf(dayOf('1990-01-01'));

/** A request of which everything is known but what the store decides. */
export interface CheckedReport extends ReportRequest {
  readonly on: IsoDate;
}

/**
 * Checks what can be checked of a report without a store.
 *
 * @param today in India
 * @returns the request with its day, and with the formats in the order of REPORT_FORMATS
 * @throws UserError for other inputs than the one that the kind needs, and for a title, a day or formats that cannot be
 */
export function requireReport(asked: ReportRequest, today: Day): CheckedReport {
  requireInput(asked);
  return {
    ...asked,
    title: asked.title === null ? null : requireName(asked.title, 'a report', MOST_OF_TITLE),
    on: requireOn(asked.on, today),
    formats: requireFormats(asked.formats),
  };
}

function requireInput({ kind, ticker, sector, portfolio }: ReportRequest): void {
  const inputs = { ticker, sector, portfolioId: portfolio };
  const given = Object.entries(inputs).flatMap(([name, value]) => (value === null ? [] : [name]));
  const taken: readonly string[] = INPUTS_OF_KINDS[kind];
  if (given.length === 1 && taken.includes(given[0])) return;
  throw new UserError(
    `Expected ${taken.join(' or ')} of a ${kind} report, and nothing else, got ${given.join(' and ') || 'none'}: give ` +
      `input.${taken.join(' or input.')} alone.`,
  );
}

function requireOn(on: string | null, today: Day): IsoDate {
  if (on === null) return isoOf(today);
  const day = dayOf(on);
  if (Number.isNaN(day)) {
    throw new UserError(`Expected a date such as 2024-10-08, got "${shown(on)}": write it as YYYY-MM-DD.`);
  }
  if (day > today) {
    throw new UserError(
      `Expected on up to today in India (${isoOf(today)}), got ${on}: leave it out for a report as of today.`,
    );
  }
  if (on >= EARLIEST) return isoOf(day);
  throw new UserError(`Expected on from ${EARLIEST} on, got ${on}: the store has no older market.`);
}

function requireFormats(formats: readonly ReportFormat[]): readonly ReportFormat[] {
  const asked = REPORT_FORMATS.filter((format) => formats.includes(format));
  if (asked.length > 0 && asked.length === formats.length) return asked;
  throw new UserError(
    `Expected 1 to ${REPORT_FORMATS.length} different formats, got ${formats.slice(0, 10).join(', ') || 'none'}: name each once.`,
  );
}
