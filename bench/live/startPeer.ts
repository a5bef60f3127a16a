import { once } from 'node:events';
import { lastOutput, stop } from '../http/childProcess.js';
import type { Listening } from '../http/peers/listening.js';
import { forkHere } from '../http/startPeer.js';
import type { ChangedScore } from './changedScore.js';
import type { Contestant } from './contestant.js';
import { COLLECTING, memoryOf } from './memory.js';
import type { PeerName } from './peerNames.js';
import type { PeerTask, Published } from './peers/publishing.js';

/** @param events what it publishes, over and over from the first one */
export async function startPeer(name: PeerName, events: readonly ChangedScore[]): Promise<Contestant> {
  const child = forkHere(`../live/peers/${name}.ts`, COLLECTING);
  const output = lastOutput(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} ended by itself:\n${output()}`);
  });
  ended.catch(() => undefined);
  const reply = async <Reply>() => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [Reply];
    return message;
  };
  const { port } = await reply<Listening>();
  child.send({ events } satisfies PeerTask);
  return {
    name,
    pid: child.pid ?? 0,
    endpoint: { transport: name === 'yoga' ? 'stream' : 'socket', port, path: '/graphql' },
    publish: async (count) => {
      const published = reply<Published>();
      child.send({ from: 0, to: count } satisfies PeerTask);
      const { at } = await published;
      return { at, check: (payloads) => mustBe(name, events.slice(0, count), payloads) };
    },
    memory: () => memoryOf(child),
    stop: () => stop(child),
  };
}

function mustBe(name: PeerName, events: readonly ChangedScore[], payloads: readonly string[]): void {
  for (const [k, scoreChanged] of events.entries()) {
    const expected = JSON.stringify({ data: { scoreChanged } });
    if (payloads[k] !== expected) {
      throw new Error(`${name}, event ${k}: expected ${expected}, got ${payloads[k]}. Nothing was measured.`);
    }
  }
}
