import type { Exchange } from '../../../facts.js';
import type { AdapterOutput } from '../adapter.js';
import type { Announcement } from './announcement.js';
import { announcedEvent } from './announcedEvent.js';
import { announcedFiling } from './announcedFiling.js';
import { EVENT_GIVES, EventRows } from './eventRows.js';
import { FILING_GIVES, FilingRows } from './filingRows.js';
import { writtenDate } from './writtenDate.js';

/** What files of announcements give. */
export const ANNOUNCEMENT_GIVES = { ...EVENT_GIVES, ...FILING_GIVES };

/** Takes the announcements of a file, and gives the events that scores depend on, and each one as a filing. */
export class AnnouncementRows {
  readonly #events: EventRows;
  readonly #filings: FilingRows;

  constructor(
    private readonly out: AdapterOutput,
    private readonly exchange: Exchange,
  ) {
    this.#events = new EventRows(out);
    this.#filings = new FilingRows(out);
  }

  add(announcement: Announcement, line: number): void {
    this.#filings.add(announcedFiling(announcement, this.exchange), line);
    const { ticker, at, subject, text } = announcement;
    const event = announcedEvent(subject, text);
    if (event === null) {
      this.out.leaveOut('events', 'OTHER_KIND', `${ticker} ${subject}`);
      return;
    }
    const { kind } = event;
    const announced = writtenDate(at) ?? at;
    // An event that was held is told on that day or soon after; any other day in the text is of something else.
    const date = event.date === '' ? announced : event.date;
    // Because companies tell the day of their results before it, what is told on the day is no announcement of the day.
    const announcedOn = kind === 'RESULTS' && date <= announced ? '' : announced;
    this.#events.add({ ticker, date, kind, announcedOn, detail: text || subject }, line);
  }

  give(): void {
    this.#events.give();
  }
}
