import { expect, test } from '@jest/globals';
import { Courier } from '../../../../src/live/alerts/webhooks/courier.js';
import type { Deliveries, WaitingWebhook } from '../../../../src/live/alerts/webhooks/deliveries.js';
import { AUTH_KEY } from './alertStore.js';

const none = () => undefined;
const log = { debug: none, info: none, warn: none, error: none };
const services = { authKey: AUTH_KEY, settings: { ports: [443], allowedHosts: [] } };

/** A store with as many webhooks as it has owners, all due. */
function courierOf(
  owners: readonly number[],
  next: (id: number) => Promise<null>,
  signal = new AbortController().signal,
) {
  let looks = 0;
  const waiting = async (): Promise<readonly WaitingWebhook[]> => {
    looks++;
    // Later than a turn that fails at once.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return owners.map((owner, id) => ({ id, owner, nextAt: new Date(), isDue: looks < 3 }));
  };
  const store = { waiting, next } as unknown as Deliveries;
  return new Courier(store, services, log, signal);
}

test('a fault of the store ends the work with its error, once all turns have ended', async () => {
  let running = 0;
  const courier = courierOf([1, 2, 3], async (id) => {
    running++;
    await new Promise((resolve) => setTimeout(resolve, id === 0 ? 0 : 30));
    running--;
    if (id === 0) throw new Error('the statement failed');
    return null;
  });
  await expect(courier.run(60_000)).rejects.toThrow('the statement failed');
  expect(running).toBe(0);
});

test('a fault of a turn that ends while we look for others is not lost', async () => {
  const courier = courierOf([1], () => Promise.reject(new Error('the statement failed')));
  await expect(courier.run(60_000)).rejects.toThrow('the statement failed');
});

test('a worker that stops before anything was sent ends the work', async () => {
  const courier = courierOf([1], () => Promise.resolve(null), AbortSignal.abort(new Error('stopping')));
  await expect(courier.run(60_000)).rejects.toThrow('stopping');
});

test('eight webhooks have a turn at a time, two of one owner', async () => {
  const now = new Map<number, number>();
  let [most, mostOfOwner, all] = [0, 0, 0];
  const owners = [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8];
  const courier = courierOf(owners, async (id) => {
    const owner = owners[id];
    now.set(owner, (now.get(owner) ?? 0) + 1);
    mostOfOwner = Math.max(mostOfOwner, ...now.values());
    most = Math.max(most, ++all);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now.set(owner, (now.get(owner) ?? 0) - 1);
    all--;
    return null;
  });
  await courier.run(60_000);
  expect([most, mostOfOwner]).toEqual([8, 2]);
});

test('no turn begins after its time', async () => {
  let turns = 0;
  const courier = courierOf([1, 2], async () => {
    turns++;
    return null;
  });
  await courier.run(0);
  expect(turns).toBe(0);
});
