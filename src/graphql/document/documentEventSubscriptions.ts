import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Snapshot } from '../../books/snapshot.js';
import { documentLog, type DocumentEventRow } from '../../companies/documents/store/documentLog.js';
import type { LiveSource } from '../../live/liveSource.js';
import { LogEvents } from '../../live/logEvents.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { TickerScalar } from '../scalars.js';
import { Document } from './document.js';
import { DocumentEvent } from './documentEvent.js';

interface DocumentProcessedArguments {
  readonly tickers?: readonly Ticker[] | null;
  readonly after?: string | null;
}

@Resolver()
export class DocumentEventSubscriptions {
  @Subscription(() => DocumentEvent, {
    description:
      'Every time that a document becomes READY or FAILED, in the order in which that was stored. With `after`, missed ' +
      'events are sent first. No event is lost; an event that is sent twice has the same cursor. Served as scoreChanged is.',
    ...subscribeTo(
      ({ tickers, after }: DocumentProcessedArguments, context): LiveSource<DocumentEventRow> =>
        new LogEvents(context.logs.of(documentLog), matcherOf(tickers, context), after ?? null),
    ),
  })
  documentProcessed(
    @Root() event: DocumentEventRow,
    @Arg('tickers', () => [TickerScalar], {
      nullable: true,
      description:
        'Documents of one of these companies; null: of any. Unknown tickers are ignored; a list without a known one is ' +
        'refused. A company that gets another ticker stays among them.',
    })
    _tickers: readonly Ticker[] | null | undefined,
    @Arg('after', () => ID, {
      nullable: true,
      description:
        'Cursor of the last event that you received, or of cursorOf(log: DOCUMENTS); null: begin with the next event. A ' +
        'cursor that is too old is refused with CURSOR_EXPIRED, and the error has the oldest cursor that is kept; one of ' +
        'another log is refused with BAD_USER_INPUT.',
    })
    _after: string | null | undefined,
    @Ctx() { logs }: GraphqlContext,
  ): DocumentEvent {
    const cursor = logs.of(documentLog).cursorAt(event.position);
    return new DocumentEvent(cursor, event.at, new Document(event));
  }
}

/**
 * Compiles a list of tickers into a predicate over events. It follows companies that get another ticker, because their
 * documents become those of another stock. The snapshot may be older than the event, or the event than the rename, so that
 * former symbols of either count.
 *
 * @throws UserError for a list that no event can match
 */
function matcherOf(
  tickers: readonly Ticker[] | null | undefined,
  context: GraphqlContext,
): (event: DocumentEventRow) => boolean {
  if (!requireKnownFilter(tickers && { tickers }, context, 'documentProcessed') || !tickers)
    return () => true;
  const stocksIn = (snapshot: Snapshot) =>
    new Set(tickers.map((ticker) => snapshot.company(ticker)?.stock_id ?? null));
  const { lastSnapshot } = context;
  let known = context.snapshot;
  let stocks = stocksIn(known);
  return ({ stock_id: stockId, ticker, former_tickers: formers }) => {
    const last = lastSnapshot();
    if (last !== known) [known, stocks] = [last, stocksIn(last)];
    const isAsked = (id: number | undefined): boolean => id !== undefined && stocks.has(id);
    return isAsked(stockId) || [ticker, ...formers].some((name) => isAsked(last.company(name)?.stock_id));
  };
}
