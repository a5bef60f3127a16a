import type { CardScoreFragment } from '../graphql';
import { BandBadge } from './BandBadge';
import { Change } from './Change';
import { labelOf } from './labelOf';
import type { CardScore } from './StockCard';

/** The points by which pillars and penalties moved a score since the session before, the largest first. */
export function WhatChanged({ score }: { readonly score: CardScore }) {
  const { previous } = score;
  if (previous === null) return <p>This is the first score of the stock.</p>;
  const pointsOf = (of: CardScoreFragment): readonly (readonly [string, number])[] => [
    ...of.pillars.all.map(({ name, contribution }) => [labelOf(name), contribution] as const),
    ['Penalties', -of.penalty.total],
  ];
  const former = new Map(pointsOf(previous));
  const moved = pointsOf(score)
    .map(([name, to]) => ({ name, to, from: former.get(name) ?? 0 }))
    .filter(({ from, to }) => Math.abs(to - from) >= 0.005)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  return (
    <>
      <p>
        <Change from={previous.value} to={score.value} /> points since{' '}
        <time dateTime={previous.date}>{previous.date}</time>, when the band was{' '}
        <BandBadge band={previous.band} />
      </p>
      <ul>
        {moved.map(({ name, from, to }) => (
          <li key={name}>
            {name}: <Change from={from} to={to} /> points
          </li>
        ))}
      </ul>
    </>
  );
}
