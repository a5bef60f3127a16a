import type { HealthSources } from '../../../src/http/healthDetail.js';

/** The health of a service that is ready and has no store. */
export const NO_HEALTH: HealthSources = {
  isReady: async () => ({ ready: true }),
  state: async () => null,
  followed: () => null,
  disks: async () => [],
};
