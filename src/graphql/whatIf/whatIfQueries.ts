import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { bandSummaries } from '../../books/bands.js';
import { changeMethod, type MethodChanges } from '../../method/changeMethod.js';
import { whatIf, type TriedScore } from '../../runs/whatIf.js';
import type { PillarWeights } from '../../scoring/method.js';
import { round2 } from '../../scoring/rounding.js';
import { UserError } from '../../userError.js';
import { BandSummary } from '../band/bandSummary.js';
import { pageSize } from '../connection/pageSize.js';
import type { GraphqlContext } from '../context.js';
import { RateLimited } from '../limits/rateLimit.js';
import { methodOf } from '../method/methodOf.js';
import { methodNamed } from '../methodNamed.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { recomputedLoader } from '../run/runLoaders.js';
import { PILLAR_LETTERS, PILLAR_NAMES } from '../score/pillarLetters.js';
import { Score } from '../score/score.js';
import { Stock } from '../stock/stock.js';
import { workOnce } from '../workOnce.js';
import { WhatIf, WhatIfStock } from './whatIf.js';
import { triedUnits } from './policies.js';
import { WHAT_IF_PAGE, WhatIfInput, type BandThresholdInput, type WeightOverride } from './whatIfInput.js';

const triedScores = workOnce<readonly TriedScore[]>();

@Resolver()
export class WhatIfQueries {
  @Query(() => WhatIf, {
    description:
      'Scores under changed weights or band thresholds: all stocks of a scored day are scored again from the ' +
      'inputs that its run read, with penalties and guardrails. Bands are those of the thresholds alone: a method whose ' +
      'bands have hysteresis may give a stock another one. Nothing is stored.',
  })
  @RateLimited('whatIf')
  async whatIf(
    @Arg('input', () => WhatIfInput, { description: 'The changes, and the scores to compute with them.' })
    input: WhatIfInput,
    @Ctx() context: GraphqlContext,
  ): Promise<WhatIf> {
    const { books, loaders, runs } = context;
    const { mode } = input;
    const size = pageSize(input.first, WHAT_IF_PAGE, context);
    const filter = requireKnownFilter({ tickers: input.tickers }, context, 'input');
    const changes: MethodChanges = {
      mode,
      weights: weightsOf(input.weights ?? null),
      bands: boundsOf(input.bandThresholds ?? []),
    };
    const named = methodNamed(input.method, context);
    const book = await books.of(mode, input.on ?? null, named);
    if (book === null || book.rows.length === 0) {
      const { hash } = changeMethod(methodOf(input.method ?? null, context).inForce, changes);
      return new WhatIf([], summaries([]), hash);
    }
    const { day } = await loaders.get(recomputedLoader).load(runs.get(book.runId));
    const method = changeMethod(day.method, changes);
    const units = triedUnits(day.section.tickers.length);
    const key = JSON.stringify([book.runId, mode, method.hash]);
    const tried = loaders.get(triedScores)(key, units, () => whatIf(day, method, mode));
    const asked = filter?.tickers && new Set(filter.tickers);
    const listed = tried
      .filter(({ ticker }) => book.indexOf(ticker) !== -1 && (!asked || asked.has(ticker)))
      .sort((a, b) => b.value - a.value || (a.ticker < b.ticker ? -1 : 1))
      .slice(0, size);
    return new WhatIf(
      listed.map(({ ticker, value, band }) => {
        const row = book.rows[book.indexOf(ticker)];
        const of = { row, method: input.method ?? null };
        const base = new Score(row, runs, null, of);
        return new WhatIfStock(new Stock(row, of), value, band, base, round2(value - row.value));
      }),
      summaries(tried),
      method.hash,
    );
  }
}

const summaries = (scores: readonly TriedScore[]): BandSummary[] =>
  bandSummaries(scores).map((summary) => new BandSummary(summary));

function weightsOf(overrides: readonly WeightOverride[] | null): PillarWeights | null {
  if (overrides === null) return null;
  const weights = new Map(overrides.map(({ pillar, weight }) => [pillar, weight]));
  const missing = PILLAR_NAMES.filter((pillar) => !weights.has(pillar));
  if (missing.length > 0 || overrides.length > weights.size) {
    throw new UserError(
      'Expected exactly one weight for each of the six pillars: ' +
        (missing.length > 0
          ? `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`
          : 'a pillar has two.'),
    );
  }
  const letters = PILLAR_NAMES.map((pillar) => [PILLAR_LETTERS[pillar], weights.get(pillar)]);
  return Object.fromEntries(letters) as PillarWeights;
}

function boundsOf(thresholds: readonly BandThresholdInput[]): MethodChanges['bands'] {
  const bounds = new Map(thresholds.map(({ band, atLeast }) => [band, atLeast]));
  if (bounds.has('AVOID')) {
    throw new UserError(
      'Expected bounds of STRONG_BUY, BUY and HOLD, got one of AVOID: leave it out, a score below HOLD is AVOID.',
    );
  }
  if (thresholds.length > bounds.size)
    throw new UserError('Expected at most one bound for each band, got two of one band: leave one out.');
  return Object.fromEntries(bounds);
}
