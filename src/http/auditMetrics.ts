import { Gauge, type Registry } from 'prom-client';
import type { ChainState } from '../access/audit/auditChain.js';
import { readGauges } from './readMetrics.js';

/** Adds the end of the audit's chain, as this process last saw it. @param state null while the store is not open */
export function measureAudit(registry: Registry, state: () => ChainState | null): void {
  new Gauge({
    name: 'greyoak_audit_head',
    help: 'The last place in the chain of the audit, with its hash, to be kept for "greyoak audit verify --head".',
    labelNames: ['hash'],
    registers: [registry],
    collect() {
      // One series: that of the head of now.
      this.reset();
      const head = state()?.head;
      if (head !== undefined) this.set({ hash: head.hash.toString('hex') }, head.seq);
    },
  });
  readGauges(registry, [
    [
      'greyoak_audit_waiting_seconds',
      'The age of the oldest entry of the audit that is not chained; 0 where there is none.',
      () => state()?.waitingSeconds ?? 0,
    ],
  ]);
}
