import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs, type Backoff } from '../../../async/backoff.js';
import type { JobLog } from '../../../jobs/jobLog.js';
import { VERSION } from '../../../version.js';
import type { Deliveries, WaitingWebhook } from './deliveries.js';
import { DeliveryFailure } from './deliveryFailure.js';
import type { DeliveryRow } from './deliveryRow.js';
import { messageOf } from './messageOf.js';
import { postTo } from './postTo.js';
import { secretOf } from './secretOf.js';
import { signed } from './signature.js';
import type { WebhookServices } from './webhookServices.js';

/** Webhooks that are sent to at a time, and how many of them may be of one owner, so that nobody holds up all others. */
const SLOTS = 8;
const SLOTS_OF_OWNER = 2;
/** How long one webhook may keep a slot while others wait for it, in milliseconds. */
const TURN_MS = 10_000;
/** How often we look for what has become due while a receiver keeps us waiting, in milliseconds. */
const LOOK_MS = 250;

/** Some 10 s, 20 s, 40 s and so on up to an hour, which makes about thirty tries a day. */
const BACKOFF: Backoff = { firstMs: 13_000, longestMs: 3_600_000 };

interface Turn {
  readonly owner: number;
  readonly ended: Promise<void>;
}

/** Delivers what is due: to several webhooks at a time, to each of them one after another. */
export class Courier {
  readonly #turns = new Map<number, Turn>();
  /** When each webhook had its last turn, counted in turns. */
  readonly #lastTurns = new Map<number, number>();
  readonly #failing = new AbortController();
  readonly #signal: AbortSignal;
  #count = 0;

  /** @param signal aborts when the work has to end: what is under way then is sent again later */
  constructor(
    private readonly deliveries: Deliveries,
    private readonly services: WebhookServices,
    private readonly log: JobLog,
    signal: AbortSignal,
  ) {
    this.#signal = AbortSignal.any([signal, this.#failing.signal]);
  }

  /**
   * Delivers until nothing is due.
   *
   * @param forMs how long new turns begin, in milliseconds
   * @throws Error if the store failed, and what the signal was aborted with
   */
  async run(forMs: number): Promise<void> {
    const end = performance.now() + forMs;
    try {
      for (;;) {
        if (this.#turns.size < SLOTS && performance.now() < end) await this.#beginTurns();
        // A turn may have failed and ended while we looked.
        this.#signal.throwIfAborted();
        if (this.#turns.size === 0) return;
        await Promise.race([...this.#turns.values()].map(({ ended }) => ended).concat(wait(LOOK_MS)));
      }
    } catch (error) {
      this.#failing.abort(error);
      throw error;
    } finally {
      await Promise.allSettled([...this.#turns.values()].map(({ ended }) => ended));
    }
  }

  async #beginTurns(): Promise<void> {
    const due = (await this.deliveries.waiting()).filter(({ id, isDue }) => isDue && !this.#turns.has(id));
    const since = ({ id }: WaitingWebhook): number => this.#lastTurns.get(id) ?? 0;
    for (const webhook of due.sort((a, b) => since(a) - since(b))) {
      if (this.#turns.size === SLOTS) return;
      const ofOwner = [...this.#turns.values()].filter(({ owner }) => owner === webhook.owner).length;
      if (ofOwner < SLOTS_OF_OWNER) this.#begin(webhook);
    }
  }

  #begin({ id, owner }: WaitingWebhook): void {
    this.#lastTurns.set(id, ++this.#count);
    const ended = this.#serve(id).finally(() => this.#turns.delete(id));
    // It may fail while we look for others, and not wait for it.
    ended.catch((error: unknown) => this.#failing.abort(error));
    this.#turns.set(id, { owner, ended });
  }

  async #serve(webhook: number): Promise<void> {
    const end = performance.now() + TURN_MS;
    while (performance.now() < end) {
      this.#signal.throwIfAborted();
      const row = await this.deliveries.next(webhook);
      if (row === null) return;
      if (tells(row)) await this.#deliver(row);
      else await this.deliveries.forget(row);
    }
  }

  async #deliver(row: DeliveryRow & { readonly alert_id: number }): Promise<void> {
    const { authKey } = this.services;
    const body = messageOf(row);
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': `greyoak/${VERSION}`,
      ...signed(secretOf(authKey, row.webhook_id, row.generation), row.id, body, new Date()),
    };
    try {
      await postTo({ url: row.url, headers, body }, this.services, this.#signal);
    } catch (error) {
      if (!(error instanceof DeliveryFailure)) throw error;
      const { message: reason } = error;
      const isPaused = await this.deliveries.failed(row, reason, backoffMs(row.attempts, BACKOFF));
      this.log.info(
        { webhook: row.webhook_id, attempts: row.attempts + 1, reason },
        'a webhook was not reached',
      );
      if (isPaused)
        this.log.warn({ webhook: row.webhook_id, reason }, 'a webhook is paused: tries failed for a day');
      return;
    }
    await this.deliveries.delivered(row);
  }
}

const tells = (row: DeliveryRow): row is DeliveryRow & { readonly alert_id: number } => row.alert_id !== null;
