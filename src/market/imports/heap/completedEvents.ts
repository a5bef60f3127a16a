import { ASSUMED_NOTICE_DAYS } from '../../datasets/events.js';
import type { CompanyEvent } from '../../facts.js';
import type { FileFacts } from '../readFile.js';

/**
 * Keeps what is stored of events that a file tells again in other words: several lists of an exchange name one meeting, and
 * none of them must undo what another one said. A stated announcement counts before an assumed one, and of two stated ones
 * the earlier.
 *
 * @param storedOf what is stored of an event of the same stock, day and kind
 */
export function completedEvents(
  read: FileFacts<CompanyEvent>,
  storedOf: (event: CompanyEvent) => CompanyEvent | undefined,
): FileFacts<CompanyEvent> {
  const facts = read.facts.map((event) => {
    const stored = storedOf(event);
    if (stored === undefined) return event;
    return isAssumed(event) || (!isAssumed(stored) && stored.announcedOn <= event.announcedOn)
      ? stored
      : event;
  });
  return { ...read, facts };
}

const isAssumed = ({ kind, day, announcedOn }: CompanyEvent): boolean =>
  announcedOn === day - ASSUMED_NOTICE_DAYS[kind];
