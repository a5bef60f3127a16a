import { useEffect, useEffectEvent, useState } from 'react';
import type { Mode } from '../graphql';
import type { DataClient, ServiceError } from './dataClient';

/** From a failed attempt to load the page's data to the next one, in milliseconds. */
const RETRY_MS = 2_000;

interface Options {
  readonly subscribe: DataClient['subscribe'];
  readonly mode: Mode;
  /** `latestCursor` of what the page shows; undefined until it is loaded. */
  readonly cursor: string | undefined;
  readonly onEvent: () => void;
  /** Loads what the page shows again; resolves with its `latestCursor`. Called when events have been lost for good. */
  readonly reload: () => Promise<string>;
}

/**
 * Keeps one subscription for the life of a component.
 *
 * It begins where the first answer of the page's query ended, so that no event is missed in between. Later answers have
 * later cursors, but do not subscribe again, nor do new callbacks: the client itself goes on after a lost connection. After
 * CURSOR_EXPIRED the page's data is loaded again, and the subscription begins there. For another mode, give the component
 * another `key`, because a cursor is only good for the filter that it was received for.
 *
 * @returns why the subscription has ended; null while it goes on
 */
export function useScoreEvents({ subscribe, mode, cursor, ...callbacks }: Options): string | null {
  const [first, setFirst] = useState(cursor);
  if (first === undefined && cursor !== undefined) setFirst(cursor);
  const [fault, setFault] = useState<string | null>(null);
  const onEvent = useEffectEvent(callbacks.onEvent);
  const reload = useEffectEvent(callbacks.reload);

  useEffect(() => {
    if (first === undefined) return;
    let isOver = false;
    let stop = (): void => undefined;
    const begin = (after: string): void => {
      stop = subscribe(mode, after, {
        onEvent: () => onEvent(),
        onErrors: (errors) => {
          if (errors.some(isExpired)) void renew();
          else setFault(errors.map(({ message }) => message).join(' '));
        },
      });
    };
    const renew = async (): Promise<void> => {
      try {
        const after = await reload();
        if (!isOver) begin(after);
      } catch {
        if (isOver) return;
        const timer = setTimeout(() => void renew(), RETRY_MS);
        stop = () => clearTimeout(timer);
      }
    };
    begin(first);
    return () => {
      isOver = true;
      stop();
    };
  }, [first, mode, subscribe]);

  return fault;
}

const isExpired = ({ extensions }: ServiceError): boolean => extensions?.['code'] === 'CURSOR_EXPIRED';
