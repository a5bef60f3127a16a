import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AlertWorld } from '../../../support/alerts/alertWorld.js';
import { closeTestDatabases } from '../../../support/database/testDatabase.js';

const [A, B] = ['ABC.NS', 'XYZ.NS'];
let world: AlertWorld;
beforeEach(async () => {
  world = await AlertWorld.open([A, B]);
});
afterAll(closeTestDatabases);

/** A session on which one stock has a risk and the other 50. */
const risk = (value: number) => ({ [A]: { risk: value }, [B]: {} });

describe('a value that crosses, stays, recovers and crosses again', () => {
  test('makes two alerts, each told once', async () => {
    await world.rule();
    expect(await world.commit('2024-10-01', risk(50))).toEqual([]);
    expect(await world.commit('2024-10-03', risk(63.2))).toEqual([`RAISED ${A} 63.2 OPEN`]);
    expect(await world.commit('2024-10-04', risk(65))).toEqual([`REPEATED ${A} 65 OPEN`]);
    expect(await world.commit('2024-10-07', risk(57))).toEqual([]);
    expect(await world.commit('2024-10-08', risk(61))).toEqual([`REPEATED ${A} 61 OPEN`]);
    expect(await world.told()).toEqual([]);
    expect(await world.commit('2024-10-09', risk(54))).toEqual([`RESOLVED ${A} 54 RESOLVED`]);
    expect(await world.commit('2024-10-10', risk(61))).toEqual([`RAISED ${A} 61 OPEN`]);
    expect(await world.alerts()).toEqual([
      {
        ...{ ticker: A, day: '2024-10-03', state: 'RESOLVED', value: 63.2, occurrences: 3 },
        ...{ resolved_by_value: true, corrected: false },
        message: `Risk of ${A} is 63.20, above 60, on 2024-10-03; it was 50.00 the session before.`,
      },
      {
        ...{ ticker: A, day: '2024-10-10', state: 'OPEN', value: 61, occurrences: 1 },
        ...{ resolved_by_value: false, corrected: false },
        message: `Risk of ${A} is 61.00, above 60, on 2024-10-10; it was 54.00 the session before.`,
      },
    ]);
    const { rows } = await world.database.pool.query(
      `SELECT first_seen_at < last_seen_at AS later, resolved_at > last_seen_at AS over, last_day::text
       FROM alerts ORDER BY id`,
    );
    expect(rows).toEqual([
      { later: true, over: true, last_day: '2024-10-08' },
      { later: false, over: null, last_day: '2024-10-10' },
    ]);
  });

  test('makes one where the first was resolved by its owner and the value was not back', async () => {
    await world.rule();
    await world.commit('2024-10-03', risk(63));
    await world.database.pool.query(`UPDATE alerts SET state = 'RESOLVED', resolved_at = now()`);
    expect(await world.commit('2024-10-04', risk(64))).toEqual([]);
    expect(await world.commit('2024-10-07', risk(50))).toEqual([]);
    expect(await world.commit('2024-10-08', risk(64))).toEqual([`RAISED ${A} 64 OPEN`]);
    expect(await world.alerts()).toMatchObject([
      { occurrences: 1, resolved_by_value: false },
      { state: 'OPEN' },
    ]);
  });

  test('keeps the acknowledgement while it stays', async () => {
    await world.rule();
    await world.commit('2024-10-03', risk(63));
    await world.database.pool.query(`UPDATE alerts SET state = 'ACKNOWLEDGED', acknowledged_at = now()`);
    expect(await world.commit('2024-10-04', risk(64))).toEqual([`REPEATED ${A} 64 ACKNOWLEDGED`]);
  });
});

describe('only the newest session raises', () => {
  test('of three that came at once, and of none that came later', async () => {
    await world.rule();
    await world.commit('2024-10-01', risk(50));
    await world.session('2024-10-03', risk(70));
    await world.session('2024-10-04', { ...risk(50), [B]: { risk: 70 } });
    await world.session('2024-10-07', { ...risk(50), [B]: { risk: 71 } });
    expect(await world.told()).toEqual([`RAISED ${B} 71 OPEN`]);
    expect(await world.commit('2024-09-30', risk(90))).toEqual([]);
    expect(await world.commit('2024-10-04', risk(90))).toEqual([]);
    expect(await world.commit('2024-10-07', { ...risk(66), [B]: { risk: 72 } })).toEqual([
      `RAISED ${A} 66 OPEN`,
    ]);
  });

  test('also where a session before it changes what has changed', async () => {
    await world.rule({ metric: 'BAND', mode: 'INVESTOR', comparator: 'CHANGED', threshold: null, rearm: 0 });
    await world.session('2024-10-03', { [A]: { band: 'BUY' } });
    expect(await world.commit('2024-10-04', { [A]: { band: 'BUY' } })).toEqual([]);
    expect(await world.commit('2024-10-03', { [A]: { band: 'HOLD' } })).toEqual([]);
  });

  test('a new rule and a changed one at once, and from then on as all', async () => {
    await world.commit('2024-10-03', risk(70));
    const rule = await world.rule();
    expect(await world.told()).toEqual([`RAISED ${A} 70 OPEN`]);
    expect(await world.told()).toEqual([]);
    const { pool } = world.database;
    await pool.query(`UPDATE alert_rules SET threshold = 40, version = 2 WHERE id = $1`, [rule]);
    await pool.query(`UPDATE alerts SET state = 'RESOLVED', beyond = false`);
    expect(await world.told()).toEqual([`RAISED ${A} 70 OPEN`, `RAISED ${B} 50 OPEN`]);
  });

  test('not while it is provisional, unless the rule says so', async () => {
    await world.rule();
    await world.rule({ on_provisional: true, metric: 'CLOSE', threshold: 200, rearm: 2 });
    const values = { [A]: { risk: 70, close: 250.5 }, [B]: { close: null } };
    expect(await world.commit('2024-10-03', values, { provisional: true })).toEqual([
      `RAISED ${A} 250.5 OPEN`,
    ]);
    expect(await world.commit('2024-10-03', values)).toEqual([`RAISED ${A} 70 OPEN`]);
    const [close] = await world.alerts();
    expect(close.message).toBe(
      `Close of ${A} is ₹ 250.50, above ₹ 200, on 2024-10-03; it has no value of the session before.`,
    );
  });
});

describe('a correction', () => {
  test('of the session that raised marks the alert, and resolves it where the value is back', async () => {
    await world.rule();
    await world.commit('2024-10-03', { [A]: { risk: 70 }, [B]: { risk: 70 } });
    expect(await world.commit('2024-10-03', { [A]: { risk: 58 }, [B]: { risk: 50 } })).toEqual([
      `CORRECTED ${A} 58 OPEN`,
      `CORRECTED ${B} 50 OPEN`,
      `RESOLVED ${B} 50 RESOLVED`,
    ]);
    expect(await world.told()).toEqual([]);
    expect(await world.alerts()).toMatchObject([
      { ticker: A, state: 'OPEN', corrected: true },
      { ticker: B, state: 'RESOLVED', corrected: true, resolved_by_value: true },
    ]);
  });

  test('between crossings leaves two alerts, of which the first is corrected', async () => {
    await world.rule();
    await world.commit('2024-10-03', risk(70));
    await world.commit('2024-10-04', risk(50));
    expect(await world.commit('2024-10-03', risk(59))).toEqual([`CORRECTED ${A} 59 RESOLVED`]);
    expect(await world.commit('2024-10-07', risk(61))).toEqual([`RAISED ${A} 61 OPEN`]);
    expect(await world.alerts()).toMatchObject([
      { state: 'RESOLVED', corrected: true },
      { state: 'OPEN', corrected: false },
    ]);
  });

  test('that changes nothing of the condition says nothing', async () => {
    await world.rule();
    await world.commit('2024-10-03', risk(70));
    expect(await world.commit('2024-10-03', risk(69))).toEqual([]);
    expect(await world.alerts()).toMatchObject([{ occurrences: 1, corrected: false }]);
  });

  test('of a band tells of the other one', async () => {
    await world.rule({ metric: 'BAND', mode: 'INVESTOR', comparator: 'CHANGED', threshold: null, rearm: 0 });
    await world.session('2024-10-03', { [A]: { band: 'HOLD' } });
    expect(await world.commit('2024-10-04', { [A]: { band: 'BUY' } })).toEqual([`RAISED ${A} RESOLVED`]);
    expect(await world.commit('2024-10-04', { [A]: { band: 'BUY' } })).toEqual([]);
    expect(await world.commit('2024-10-04', { [A]: { band: 'AVOID' } })).toEqual([
      `CORRECTED ${A} RESOLVED`,
      `RAISED ${A} RESOLVED`,
    ]);
    expect((await world.alerts()).map(({ message }) => message)).toEqual([
      `Investor band of ${A} is BUY on 2024-10-04; it was HOLD the session before.`,
      `Investor band of ${A} is AVOID on 2024-10-04; it was HOLD the session before.`,
    ]);
  });

  test('by a withdrawn session raises nothing, and resolves by the session that is the newest now', async () => {
    await world.rule();
    await world.commit('2024-10-03', { [A]: { risk: 50 }, [B]: { risk: 70 } });
    await world.commit('2024-10-04', { [A]: { risk: 70 }, [B]: { risk: 40 } });
    await world.withdraw('2024-10-04');
    expect(await world.told()).toEqual([`CORRECTED ${A} OPEN`, `RESOLVED ${A} 50 RESOLVED`]);
    expect(await world.told()).toEqual([]);
    expect(await world.commit('2024-10-04', { [A]: { risk: 70 }, [B]: { risk: 40 } })).toEqual([
      `RAISED ${A} 70 OPEN`,
    ]);
  });
});

describe('what ends an alert besides the value', () => {
  test('its stock leaves the universe', async () => {
    await world.rule();
    await world.commit('2024-10-03', risk(70));
    expect(await world.commit('2024-10-04', { [B]: {} })).toEqual([`RESOLVED ${A} RESOLVED`]);
    expect(await world.alerts()).toMatchObject([{ resolved_by_value: false }]);
  });

  test('but not scores of one mode alone, of which the rule is not', async () => {
    await world.rule({ metric: 'SCORE', mode: 'INVESTOR' });
    await world.commit('2024-10-03', { [A]: { score: 70 } });
    expect(await world.commit('2024-10-04', { [B]: {} }, { modes: ['TRADER'] })).toEqual([]);
  });
});

describe('rules', () => {
  test('of owners who are inactive or may not have them are not evaluated', async () => {
    const { pool } = world.database;
    const [analyst, viewer, left, admin] = [
      await world.user(),
      await world.user('VIEWER'),
      await world.user(),
      await world.user('ADMIN'),
    ];
    await pool.query('UPDATE users SET active = false WHERE id = $1', [left]);
    for (const owner_id of [analyst, viewer, left]) await world.rule({ owner_id, scope: 'OWN' });
    await world.rule({ owner_id: admin });
    await world.rule({ owner_id: analyst });
    await world.rule({ enabled: false });
    await world.rule({ deleted_at: '2024-10-08T12:00:00Z' });
    await world.session('2024-10-03', risk(70));
    await world.evaluate();
    const { rows } = await pool.query('SELECT rule_id FROM alerts ORDER BY rule_id');
    expect(rows).toEqual([{ rule_id: 1 }, { rule_id: 4 }]);
  });

  test('of stocks, sectors and each metric', async () => {
    await world.rule({ everything: false, stock_ids: [world.idOf(B)] });
    await world.rule({
      everything: false,
      sectors: ['energy'],
      metric: 'SCORE',
      mode: 'TRADER',
      comparator: 'BELOW',
      threshold: 40,
    });
    await world.rule({
      everything: false,
      sectors: ['banks'],
      metric: 'SCORE',
      mode: 'TRADER',
      comparator: 'BELOW',
      threshold: 40,
    });
    await world.rule({ metric: 'SCORE_CHANGE', mode: 'INVESTOR', comparator: 'BELOW', threshold: -10 });
    await world.rule({
      metric: 'GUARDRAIL',
      mode: 'INVESTOR',
      guardrail: 'PLEDGE_CAP',
      comparator: 'CHANGED',
      threshold: null,
      rearm: 0,
    });
    await world.session('2024-10-03', { [A]: { score: 50.3 }, [B]: { fired: 4 } });
    await world.session('2024-10-04', { [A]: { risk: 70, score: 39.9, fired: 6 }, [B]: { risk: 70 } });
    await world.evaluate();
    expect((await world.alerts()).map(({ message }) => message)).toEqual([
      `Risk of ${B} is 70.00, above 60, on 2024-10-04; it was 50.00 the session before.`,
      `Trader score of ${A} is 39.90, below 40, on 2024-10-04; it was 50.30 the session before.`,
      `Change of the investor score of ${A} is -10.40, below -10, on 2024-10-04; it has no value of the session before.`,
      `Investor guardrail PLEDGE_CAP fired for ${A} on 2024-10-04; it had not the session before.`,
      `Investor guardrail PLEDGE_CAP did not fire for ${B} on 2024-10-04; it had the session before.`,
    ]);
  });
});
