import { CardDocument, RankingDocument, type Mode } from './graphql';
import type { DataClient } from './live/dataClient';
import { useKept } from './live/useKept';
import { useRefresh } from './live/useRefresh';
import { useScoreEvents } from './live/useScoreEvents';
import { Ranking } from './parts/Ranking';
import { StockCard } from './parts/StockCard';

/** How many stocks the ranking shows. */
const FIRST = 20;

interface ScoresProps {
  readonly mode: Mode;
  /** The stock that was picked; null before one was. */
  readonly ticker: string | null;
  readonly onPick: (ticker: string) => void;
  readonly client: DataClient;
}

/** The ranking of a mode and the card of the stock that was picked, both as they change. */
export function Scores({ mode, ticker, onPick, client }: ScoresProps) {
  const ranking = client.useLoaded(RankingDocument, { mode, first: FIRST });
  const card = client.useLoaded(CardDocument, ticker === null ? null : { ticker, mode });
  const refreshRanking = useRefresh(ranking);
  const refreshCard = useRefresh(card);

  const fault = useScoreEvents({
    subscribe: client.subscribe,
    mode,
    cursor: ranking.data?.latestCursor,
    onEvent: () => {
      // Whatever the stock, the ranks of others may change with it.
      refreshRanking();
      refreshCard();
    },
    reload: async () => {
      refreshCard();
      return (await ranking.refetch()).latestCursor;
    },
  });

  const stocks = useKept(ranking.data)?.stocks;
  const stock = useKept(card.data)?.stock;
  return (
    <main>
      {fault !== null && <p role="alert">Live changes have ended ({fault}). Load the page again.</p>}
      <section aria-labelledby="ranking">
        <h2 id="ranking">
          {stocks ? `The best ${stocks.nodes.length} of ${stocks.totalCount} stocks` : 'The best stocks'}
        </h2>
        {ranking.error !== null && <Retrying what="ranking" error={ranking.error} />}
        {stocks ? (
          <Ranking stocks={stocks.nodes} picked={ticker} onPick={onPick} />
        ) : (
          ranking.error === null && <p>Loading the ranking …</p>
        )}
      </section>
      <section aria-labelledby="card">
        <h2 id="card">{stock?.ticker === ticker ? stock?.name : (ticker ?? 'Card')}</h2>
        {card.error !== null && <Retrying what="card" error={card.error} />}
        {ticker === null ? (
          <p>Pick a stock to see why it has its score.</p>
        ) : stock?.ticker === ticker ? (
          <StockCard stock={stock} />
        ) : (
          card.error === null && (
            <p>{card.data?.stock === null ? `${ticker} is not known.` : 'Loading the card …'}</p>
          )
        )}
      </section>
    </main>
  );
}

function Retrying({ what, error }: { readonly what: string; readonly error: string }) {
  return (
    <p role="alert">
      The {what} could not be loaded ({error}). The page tries again.
    </p>
  );
}
