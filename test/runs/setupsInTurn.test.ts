import { expect, test } from '@jest/globals';
import type pg from 'pg';
import { loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import { setupsInTurn } from '../../src/runs/setupsInTurn.js';

const storeOf = (...names: string[]) =>
  ({ query: () => Promise.resolve({ rows: names.map((name) => ({ name })) }) }) as unknown as pg.Pool;

async function setupOf(served: string, ...others: string[]): Promise<ScoringSetup> {
  const setup = await loadSetup();
  const named = (name: string) => ({ ...setup, method: { ...setup.method, name } });
  return { ...named(served), others: others.map(named) };
}

test('the served method comes first, and the order of the others is the same in all processes', async () => {
  const store = storeOf('b', 'a', 'c', 'd');
  const orders = [
    await setupOf('b', 'd', 'a', 'c'),
    await setupOf('b', 'c', 'd', 'a'),
    await setupOf('a', 'd', 'c', 'b'),
  ];
  for (const setup of orders) {
    const { setups, lacksOthers } = await setupsInTurn(store, setup);
    expect(setups.map(({ method }) => method.name)).toEqual(['b', 'a', 'c', 'd']);
    expect(lacksOthers).toBe(false);
  }
  expect((await setupsInTurn(store, await setupOf('b', 'a'))).lacksOthers).toBe(true);
});
