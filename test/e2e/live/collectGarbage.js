import { setInterval } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage at intervals in a process whose memory is measured, so that the measurement does not depend on when V8
 * does so by itself.
 */
setFlagsFromString('--expose-gc');
setInterval(runInNewContext('gc'), 1_000).unref();
