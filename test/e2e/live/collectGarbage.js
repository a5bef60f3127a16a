import { setInterval } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Imported by a process whose memory is measured: it collects garbage again and again, so that what it is seen to hold
 * does not depend on when V8 finds the time.
 */
setFlagsFromString('--expose-gc');
setInterval(runInNewContext('gc'), 1_000).unref();
