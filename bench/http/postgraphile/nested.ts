/** The same data as in our answers: pillars and penalty parts are arrays, with what they are called. */

interface ScoreRow {
  readonly ticker: string;
  readonly name: string;
  readonly value: number;
  readonly band: string;
}

interface CardRow extends ScoreRow {
  readonly pillars: readonly { readonly name: string }[];
  readonly components: readonly {
    readonly pillar: string;
    readonly name: string;
    readonly points: number | null;
    readonly weight: number;
  }[];
}

interface DayRow extends ScoreRow {
  readonly weighted: number;
  readonly pillars: unknown;
  readonly penalty: number;
  readonly penaltyParts: unknown;
}

const CARD_FIELDS =
  'ticker name value band pillars { name score weight contribution } components { pillar name points weight }';

const PAGE_FIELDS =
  'ticker name value band weighted pillars { name score } penalty penaltyParts { kind points }';

function cardInOurShape({ card }: { readonly card: CardRow }): unknown {
  const { ticker, name, value, band, pillars, components } = card;
  const all = pillars.map((pillar) => ({
    ...pillar,
    components: components
      .filter((component) => component.pillar === pillar.name)
      .map((component) => ({ name: component.name, points: component.points, weight: component.weight })),
  }));
  return { stock: { ticker, name, score: { value, band, pillars: { all } } } };
}

function pageInOurShape({ page }: { readonly page: readonly DayRow[] }): unknown {
  const nodes = page.map(({ ticker, name, value, band, weighted, pillars, penalty, penaltyParts }) => ({
    ticker,
    name,
    score: {
      value,
      band,
      weighted,
      pillars: { all: pillars },
      penalty: { total: penalty, parts: penaltyParts },
    },
  }));
  return { stocks: { nodes } };
}

export const nested = { CARD_FIELDS, PAGE_FIELDS, cardInOurShape, pageInOurShape };
