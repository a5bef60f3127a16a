import type { Adapter } from './adapter.js';
import { bseActions } from './bseActions.js';
import { bseAnnouncements } from './bseAnnouncements.js';
import { bseLookup } from './bseLookup.js';
import { bseResultCalendar } from './bseResultCalendar.js';
import { bseSecurities } from './bseSecurities.js';
import { equityList } from './equityList.js';
import { holdingsSeed } from './holdingsSeed.js';
import { holdingsTable } from './holdingsTable.js';
import { indexConstituents } from './indexConstituents.js';
import { NOT_NEEDED_ANSWERS } from './notNeededAnswers.js';
import { nseActionsCsv } from './nseActionsCsv.js';
import { nseActionsJson } from './nseActionsJson.js';
import { nseAnnualReports } from './nseAnnualReports.js';
import { nseAnnouncements } from './nseAnnouncements.js';
import { nseEventCalendar } from './nseEventCalendar.js';
import { nseHoldings } from './nseHoldings.js';
import { nseHolidays } from './nseHolidays.js';
import { nseMeetingsCsv } from './nseMeetingsCsv.js';
import { nseMeetingsJson } from './nseMeetingsJson.js';
import { nseMetaInfo } from './nseMetaInfo.js';
import { nsePledge } from './nsePledge.js';
import { nseQuote } from './nseQuote.js';
import { nseResultsList } from './nseResultsList.js';
import { prActions } from './prActions.js';
import { prAnnouncements } from './prAnnouncements.js';
import { prMeetings } from './prMeetings.js';
import { symbolChanges } from './symbolChanges.js';

/**
 * The adapters of lists: companies and their symbols, holidays, actions, events and holders. Lists that name industries stand
 * before those that name none: an industry that is told later counts from that day on.
 */
export const LIST_ADAPTERS: readonly Adapter[] = [
  nseHolidays,
  nseQuote,
  indexConstituents,
  equityList,
  nseMetaInfo,
  bseSecurities,
  bseLookup,
  symbolChanges,
  nseActionsJson,
  nseActionsCsv,
  prActions,
  bseActions,
  nseMeetingsJson,
  nseMeetingsCsv,
  nseEventCalendar,
  prMeetings,
  bseResultCalendar,
  nseResultsList,
  nseAnnouncements,
  prAnnouncements,
  bseAnnouncements,
  nseAnnualReports,
  nseHoldings,
  nsePledge,
  holdingsTable,
  holdingsSeed,
  ...NOT_NEEDED_ANSWERS,
];
