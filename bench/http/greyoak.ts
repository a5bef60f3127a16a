import type { Temperature } from './arguments.js';
import { stop } from './childProcess.js';
import type { Contestant } from './contestant.js';
import { serve } from './serve.js';

/** Limits are measured elsewhere: here nothing may be refused. */
const WITHOUT_LIMITS = {
  MAX_COST: '1000000000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
  COMPONENTS_PER_MINUTE: '0',
};

/** `greyoak serve`. Cold: without its cache of answers; books of days are kept in any case. */
export async function startGreyoak(databaseUrl: string, temperature: Temperature): Promise<Contestant> {
  const { child, port, pid } = await serve(databaseUrl, {
    ...WITHOUT_LIMITS,
    ...(temperature === 'cold' && { CACHE_BYTES: '0' }),
  });
  return { name: 'greyoak', port, pid, stop: () => stop(child) };
}
