import { Change } from './Change';
import { labelOf } from './labelOf';
import type { CardScore } from './StockCard';

type Pillar = CardScore['pillars']['all'][number];

interface PillarTableProps {
  readonly pillars: readonly Pillar[];
  /** The pillars of the session before; undefined where there is none. */
  readonly former: readonly Pick<Pillar, 'name' | 'score'>[] | undefined;
}

export function PillarTable({ pillars, former }: PillarTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Pillar</th>
          <th scope="col" className="number">
            Score
          </th>
          <th scope="col" className="number">
            Weight
          </th>
          <th scope="col" className="number">
            Points
          </th>
          <th scope="col" className="number">
            <abbr title="of the score, since the session before">Change</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {pillars.map(({ name, score, weight, contribution }) => (
          <tr key={name}>
            <th scope="row">{labelOf(name)}</th>
            <td className="number">
              <meter min={0} max={100} value={score} aria-hidden="true" /> {score.toFixed(2)}
            </td>
            <td className="number">{(weight * 100).toFixed(0)} %</td>
            <td className="number">{contribution.toFixed(2)}</td>
            <td className="number">
              <Change from={former?.find((pillar) => pillar.name === name)?.score} to={score} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
