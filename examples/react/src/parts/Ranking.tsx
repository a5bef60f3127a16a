import type { RankingQuery } from '../graphql';
import { BandBadge } from './BandBadge';
import { Change } from './Change';

interface RankingProps {
  readonly stocks: RankingQuery['stocks']['nodes'];
  readonly picked: string | null;
  readonly onPick: (ticker: string) => void;
}

export function Ranking({ stocks, picked, onPick }: RankingProps) {
  if (stocks.length === 0) return <p>No stock has a score yet.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Stock</th>
          <th scope="col">Band</th>
          <th scope="col" className="number">
            Score
          </th>
          <th scope="col" className="number">
            <abbr title="since the session before">Change</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {stocks.map(({ id, ticker, name, score }) => (
          <tr key={id} className={ticker === picked ? 'picked' : ''}>
            <th scope="row">
              <button type="button" aria-pressed={ticker === picked} onClick={() => onPick(ticker)}>
                {ticker}
              </button>{' '}
              <small>{name}</small>
            </th>
            <td>{score && <BandBadge band={score.band} />}</td>
            {/* A rescore makes a score with another id, whose cell is a new one and fades in. */}
            <td key={score?.id} className="number fresh">
              {score?.value.toFixed(2)}
            </td>
            <td className="number">{score && <Change from={score.previous?.value} to={score.value} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
