import type { CardQuery } from '../graphql';
import { BandBadge } from './BandBadge';
import { labelOf } from './labelOf';
import { PillarTable } from './PillarTable';
import { WhatChanged } from './WhatChanged';

type Stock = NonNullable<CardQuery['stock']>;
export type CardScore = NonNullable<Stock['score']>;

/** Why a stock has its score: pillars, penalties, guardrails, and what changed since the session before. */
export function StockCard({ stock: { ticker, sector, score } }: { readonly stock: Stock }) {
  if (score === null) return <p>{ticker} has no score of this mode.</p>;
  const { value, band, date, rank, rankOf, confidence, penalty, guardrails, pillars, previous } = score;
  const costly = penalty.parts.filter(({ points }) => points > 0);
  const fired = guardrails.filter((step) => step.fired);
  return (
    <>
      <p className="verdict">
        <strong>{value.toFixed(2)}</strong> <BandBadge band={band} />
        <span>
          rank {rank} of {rankOf}, confidence {(confidence.value * 100).toFixed(0)} %, session of{' '}
          <time dateTime={date}>{date}</time>
        </span>
        <span>
          {ticker}, {sector.name}
        </span>
      </p>
      <h3>Pillars</h3>
      <PillarTable pillars={pillars.all} former={previous?.pillars.all} />
      <h3>Penalties: {penalty.total.toFixed(2)} points</h3>
      <Reasons none="None." reasons={costly.map(({ kind, reason }) => [kind, reason])} />
      <h3>Guardrails</h3>
      <Reasons none="None fired." reasons={fired.map(({ guardrail, reason }) => [guardrail, reason])} />
      <h3>What changed</h3>
      <WhatChanged score={score} />
    </>
  );
}

interface ReasonsProps {
  readonly none: string;
  readonly reasons: readonly (readonly [kind: string, reason: string])[];
}

function Reasons({ none, reasons }: ReasonsProps) {
  if (reasons.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {reasons.map(([kind, reason]) => (
        <li key={kind}>
          <b>{labelOf(kind)}</b>: {reason}
        </li>
      ))}
    </ul>
  );
}
