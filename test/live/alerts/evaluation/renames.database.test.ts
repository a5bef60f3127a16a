/** Rules and alerts of a stock that is renamed go on under its ticker of today. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AlertWorld } from '../../../support/alerts/alertWorld.js';
import { closeTestDatabases } from '../../../support/database/testDatabase.js';

const [OLD, NEW, OTHER] = ['OLD.NS', 'NEW.NS', 'OTHER.NS'];
let world: AlertWorld;
beforeEach(async () => {
  world = await AlertWorld.open([OLD, NEW, OTHER]);
});
afterAll(closeTestDatabases);

const rename = (former: string, ticker: string, until: string) =>
  world.insert('symbols', [{ former, until, recorded_in: 1, stock_id: world.idOf(ticker) }]);

const ofOld = () => ({ everything: false, stock_ids: [world.idOf(OLD), world.idOf(OTHER)] });

async function tickersOfRule(id: number): Promise<readonly string[]> {
  const { rows } = await world.database.pool.query<{ tickers: string[] }>(
    `SELECT array_agg(ticker ORDER BY place) AS tickers
     FROM alert_rules, unnest(stock_ids) WITH ORDINALITY AS named (id, place) JOIN stocks ON stocks.id = named.id
     WHERE alert_rules.id = $1`,
    [id],
  );
  return rows[0].tickers;
}

describe('a stock that is renamed', () => {
  test('has its alert go on, before and after its sessions are scored again', async () => {
    const rule = await world.rule(ofOld());
    expect(await world.commit('2024-10-03', { [OLD]: { risk: 70 } })).toEqual([`RAISED ${OLD} 70 OPEN`]);
    await rename(OLD, NEW, '2024-10-03');
    // The session is still served as it was stored.
    expect(await world.told()).toEqual([]);
    expect(await tickersOfRule(rule)).toEqual([NEW, OTHER]);
    expect(await world.commit('2024-10-03', { [NEW]: { risk: 70 } })).toEqual([]);
    expect(await world.commit('2024-10-04', { [NEW]: { risk: 71 } })).toEqual([`REPEATED ${NEW} 71 OPEN`]);
    expect(await world.commit('2024-10-07', { [NEW]: { risk: 50 } })).toEqual([
      `RESOLVED ${NEW} 50 RESOLVED`,
    ]);
    expect(await world.commit('2024-10-08', { [NEW]: { risk: 61 } })).toEqual([`RAISED ${NEW} 61 OPEN`]);
    expect(await world.alerts()).toMatchObject([
      { ticker: NEW, occurrences: 2, corrected: false },
      { ticker: NEW, occurrences: 1 },
    ]);
  });

  test('raises what is beyond only since, and what has changed since its former symbol', async () => {
    await world.rule(ofOld());
    await world.rule({
      ...{ ...ofOld(), metric: 'BAND', mode: 'TRADER', comparator: 'CHANGED', threshold: null, rearm: 0 },
    });
    expect(await world.commit('2024-10-03', { [OLD]: { risk: 50, band: 'HOLD' } })).toEqual([]);
    await rename(OLD, NEW, '2024-10-03');
    expect(await world.commit('2024-10-04', { [NEW]: { risk: 66, band: 'BUY' } })).toEqual([
      `RAISED ${NEW} 66 OPEN`,
      `RAISED ${NEW} RESOLVED`,
    ]);
  });

  test('has one alert of a rule where both symbols had one', async () => {
    await world.rule();
    const both = { [OLD]: { risk: 70 }, [NEW]: { risk: 80 } };
    expect(await world.commit('2024-10-03', both)).toEqual([
      `RAISED ${NEW} 80 OPEN`,
      `RAISED ${OLD} 70 OPEN`,
    ]);
    await rename(OLD, NEW, '2024-10-03');
    expect(await world.told()).toEqual([`RESOLVED ${NEW} 70 RESOLVED`]);
    expect(await world.commit('2024-10-04', { [NEW]: { risk: 71 } })).toEqual([`REPEATED ${NEW} 71 OPEN`]);
  });

  test('twice is followed to the ticker of today', async () => {
    const rule = await world.rule(ofOld());
    await rename(OLD, NEW, '2024-10-03');
    await rename(NEW, OTHER, '2024-10-04');
    expect(await world.commit('2024-10-07', { [OTHER]: { risk: 66 } })).toEqual([`RAISED ${OTHER} 66 OPEN`]);
    expect(await tickersOfRule(rule)).toEqual([OTHER]);
  });

  test('leaves its symbol to a company that has it now', async () => {
    await rename(OLD, NEW, '2020-10-03');
    await world.insert('companies', [{ stock_id: world.idOf(OLD), recorded_in: 1 }]);
    const rule = await world.rule(ofOld());
    expect(await world.commit('2024-10-03', { [OLD]: { risk: 70 } })).toEqual([`RAISED ${OLD} 70 OPEN`]);
    expect(await tickersOfRule(rule)).toEqual([OLD, OTHER]);
  });
});

test('an alert that stands for many goes on with the stocks of today', async () => {
  const many = Array.from({ length: 51 }, (_, k) => `S${k}.NS`);
  world = await AlertWorld.open([...many, NEW]);
  await world.rule();
  const all = (risk: number) => Object.fromEntries(many.map((ticker) => [ticker, { risk }]));
  expect(await world.commit('2024-10-03', all(70))).toEqual(['RAISED * OPEN']);
  await rename('S0.NS', NEW, '2024-10-03');
  expect(await world.commit('2024-10-04', { ...all(50), [NEW]: { risk: 71 } })).toEqual(['REPEATED * OPEN']);
  expect(await world.commit('2024-10-07', { [NEW]: { risk: 50 } })).toEqual(['RESOLVED * RESOLVED']);
});
