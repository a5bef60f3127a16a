import type { CompanyEvent } from '../../../facts.js';
import type { AdapterOutput, GivenColumns } from '../adapter.js';
import { oneLine } from './oneLine.js';
import { writtenDate } from './writtenDate.js';

/** The columns of events that adapters fill. */
export const EVENT_GIVES: { readonly events: GivenColumns } = {
  events: { columns: ['ticker', 'date', 'kind', 'announced_on', 'detail'] },
};

/** An event as a source lists it; days as they are written. */
export interface ListedEvent {
  readonly ticker: string;
  readonly date: string;
  readonly kind: CompanyEvent['kind'];
  /** Empty where it is not said. */
  readonly announcedOn: string;
  readonly detail: string;
}

/**
 * Collects the events of a file, and gives each one once: lists name a meeting as often as the company wrote of it. The earliest
 * announcement counts.
 */
export class EventRows {
  readonly #events = new Map<string, ListedEvent & { readonly line: number }>();

  constructor(private readonly out: AdapterOutput) {}

  add(listed: ListedEvent, line: number): void {
    const event = {
      ...listed,
      date: writtenDate(listed.date) ?? listed.date,
      announcedOn: writtenDate(listed.announcedOn) ?? listed.announcedOn,
      line,
    };
    const key = `${event.ticker}\t${event.date}\t${event.kind}`;
    const former = this.#events.get(key);
    if (former !== undefined)
      this.out.leaveOut('events', 'REPEATED', `${event.ticker} ${event.date} ${event.kind}`);
    if (former === undefined || isEarlier(event.announcedOn, former.announcedOn))
      this.#events.set(key, event);
  }

  /** Gives the events, in the order in which they were first listed. */
  give(): void {
    for (const { ticker, date, kind, announcedOn, detail, line } of this.#events.values()) {
      this.out.row('events', [ticker, date, kind, announcedOn, oneLine(detail)], line);
    }
  }
}

const isEarlier = (day: string, than: string): boolean => day !== '' && (than === '' || day < than);
