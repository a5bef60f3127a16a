import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { createContext, type Services } from '../../src/graphql/context.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let services: Services;
/** Ascending. */
let sessions: readonly string[];
beforeAll(async () => {
  const database = await openTestDatabase('sample');
  services = servicesOf(database, await loadSetup(), readSettings({}), { authKey: testAuthKey });
  ({ sessions } = await answer<{ sessions: string[] }>('{ sessions }'));
}, 120_000);
afterAll(closeTestDatabases);

async function ask(source: string) {
  const contextValue = await createContext(services);
  const { data, errors } = await graphql({ schema: buildGreyoakSchema(), source, contextValue });
  return { data, errors, statements: contextValue.reads.counts.statements };
}

async function answer<Data>(source: string): Promise<Data> {
  const { data, errors } = await ask(source);
  if (errors !== undefined) throw errors[0];
  return data as Data;
}

interface Change {
  readonly total: number;
  readonly from: { readonly date: string; readonly value: number };
  readonly to: { readonly date: string; readonly value: number };
  readonly causes: readonly { readonly cause: string; readonly points: number; readonly sentence: string }[];
  readonly parts: readonly { readonly name: string; readonly points: number }[];
}
const CHANGE = `total from { date value } to { date value } causes { cause points sentence } parts { name points }`;

interface Stocks {
  readonly stocks: {
    readonly nodes: readonly {
      readonly ticker: string;
      readonly score: { readonly change: Change | null };
    }[];
  };
}

const sum = (items: readonly { readonly points: number }[]): number =>
  Math.round(items.reduce((total, { points }) => total + points, 0) * 1e9) / 1e9;

describe('changes', () => {
  test.each(['TRADER', 'INVESTOR'])('of all stocks of a list sum by cause and by part: %s', async (mode) => {
    const day = sessions[sessions.length - 1];
    for (const since of [day, sessions[sessions.length - 2], sessions[0]]) {
      const { stocks } = await answer<Stocks>(
        `{ stocks(mode: ${mode}, first: 200) { nodes { ticker score(mode: ${mode}) { change(since: "${since}") { ${CHANGE} } } } } }`,
      );
      const changes = stocks.nodes.map(({ score }) => score.change).filter((change) => change !== null);
      expect(changes.length).toBeGreaterThan(10);
      for (const { total, from, to, causes, parts } of changes) {
        expect([from.date, to.date]).toEqual([since, day]);
        expect(total).toBe(Math.round((to.value - from.value) * 100) / 100);
        expect(causes.map(({ cause }) => cause)).toEqual([
          'METHOD',
          'REVISIONS',
          'OWN_FACTS',
          'OWN_PRICES',
          'PEERS',
        ]);
        expect([sum(causes), sum(parts)]).toEqual([total, total]);
        // There is one method, but a stock may have come to another group. Nothing was corrected.
        if (causes[0].points !== 0) expect(causes[0].sentence).toMatch(/^The sector group changed from /);
        expect(causes[1]).toEqual({
          cause: 'REVISIONS',
          points: 0,
          sentence: expect.stringMatching(/^No fact of /),
        });
        for (const { sentence } of causes) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
      if (since === day) expect(changes.every(({ total }) => total === 0)).toBe(true);
    }
  });

  test('a day without a session means the session before it', async () => {
    const day = sessions[sessions.length - 1];
    const weekend =
      sessions.findLast((one) => new Date(`${one}T00:00Z`).getUTCDay() === 5 && one < day) ?? '';
    const sunday = new Date(Date.parse(`${weekend}T00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10);
    const { stocks } = await answer<Stocks>(
      `{ stocks(mode: TRADER, first: 1) { nodes { ticker score(mode: TRADER) { change(since: "${sunday}") { ${CHANGE} } } } } }`,
    );
    expect(stocks.nodes[0].score.change?.from.date).toBe(weekend);
  });

  test('null before the first session, and an error for a day after that of the score', async () => {
    const on = sessions[sessions.length - 2];
    const of = (since: string) =>
      `{ stocks(mode: TRADER, first: 1, on: "${on}") { edges { score { change(since: "${since}") { total } } } } }`;
    expect(await answer(of('1999-01-04'))).toEqual({ stocks: { edges: [{ score: { change: null } }] } });
    const { errors } = await ask(of('2999-01-04'));
    expect(errors?.map(({ message }) => message)).toEqual([
      `Expected since to be at most the day of the score, ${on}, got 2999-01-04: name an earlier day.`,
    ]);
    for (const wrong of ['', 'yesterday', '2024-13-01'])
      expect((await ask(of(wrong))).errors).toHaveLength(1);
  });

  test('changes of a whole list take as many statements as that of one stock', async () => {
    const of = (first: number) =>
      ask(`{ stocks(mode: TRADER, first: ${first}) { nodes { score(mode: TRADER) {
        change(since: "${sessions[3]}") { total causes { points } } bandSpell { since flipsInYear } } } } }`);
    const [one, all] = [await of(1), await of(100)];
    expect(one.errors ?? all.errors).toBeUndefined();
    expect(all.statements).toBe(one.statements);
  });
});

interface Spells {
  readonly stocks: {
    readonly nodes: readonly {
      readonly score: {
        readonly date: string;
        readonly band: string;
        readonly bandSpell: {
          readonly since: string;
          readonly sessions: number;
          readonly flipsInYear: number;
          readonly pointsUp: number | null;
          readonly pointsDown: number | null;
        };
        readonly distances: readonly {
          readonly fired: boolean;
          readonly binding: boolean;
          readonly bandWithout: string;
        }[];
        readonly guardrails: readonly { readonly fired: boolean }[];
      };
      readonly scores: { readonly nodes: readonly { readonly date: string; readonly band: string }[] };
    }[];
  };
}

test.each(['TRADER', 'INVESTOR'])(
  'spells are those of the history, and distances those of the score: %s',
  async (mode) => {
    const { stocks } = await answer<Spells>(`{ stocks(mode: ${mode}, first: 200) { nodes {
    score(mode: ${mode}) { date band bandSpell { since sessions flipsInYear pointsUp pointsDown }
      distances { fired binding bandWithout } guardrails { fired } }
    scores(mode: ${mode}, first: 500) { nodes { date band } } } } }`);
    expect(stocks.nodes.length).toBeGreaterThan(10);
    const yearFrom = sessions.slice(-248)[0];
    for (const { score, scores } of stocks.nodes) {
      const history = scores.nodes;
      const other = history.findIndex(({ band }) => band !== score.band);
      const spell = other === -1 ? history : history.slice(0, other);
      const year = history.filter(({ date }) => date >= yearFrom);
      const flips = year.slice(1).filter(({ band }, k) => band !== year[k].band).length;
      expect(score.bandSpell).toMatchObject({
        since: spell[spell.length - 1].date,
        sessions: spell.length,
        flipsInYear: flips,
      });
      if (score.band === 'AVOID') expect(score.bandSpell.pointsDown).toBeNull();
      if (score.band === 'STRONG_BUY') expect(score.bandSpell.pointsUp).toBeNull();
      expect(score.distances).toHaveLength(11);
      expect(score.distances.slice(0, 6).map(({ fired }) => fired)).toEqual(
        score.guardrails.map(({ fired }) => fired),
      );
      for (const { binding, bandWithout } of score.distances)
        expect(binding).toBe(bandWithout !== score.band);
    }
  },
);
