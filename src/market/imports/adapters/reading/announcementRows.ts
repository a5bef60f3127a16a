import type { AdapterOutput } from '../adapter.js';
import { announcedEvent } from './announcedEvent.js';
import { EventRows } from './eventRows.js';
import { writtenDate } from './writtenDate.js';

/** An announcement as an exchange lists it. */
export interface Announcement {
  readonly ticker: string;
  /** When it was made, as it is written. */
  readonly at: string;
  readonly subject: string;
  readonly text: string;
}

/** Takes the announcements of a file, and gives the events that scores depend on. */
export class AnnouncementRows {
  readonly #events: EventRows;

  constructor(private readonly out: AdapterOutput) {
    this.#events = new EventRows(out);
  }

  add({ ticker, at, subject, text }: Announcement, line: number): void {
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
