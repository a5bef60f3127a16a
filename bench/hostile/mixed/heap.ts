import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../../harness/statistics.js';

const EVERY_MS = 500;
const MEGABYTE = 2 ** 20;

interface Sample {
  readonly at: number;
  readonly heap: number;
  readonly resident: number;
}

/** What a process used in a part of a run, in MB. */
export interface Used {
  /** The least of the heap, which is what a collection of garbage left. */
  readonly leastHeap: number;
  readonly medianHeap: number;
  readonly resident: number;
}

/** Watches the memory of a server by its metrics. */
export class Heap {
  readonly #samples: Sample[] = [];

  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  /** Takes samples until the run is over. */
  async watch(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.#samples.push(await this.sample());
      await wait(EVERY_MS);
    }
  }

  async sample(): Promise<Sample> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/metrics`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const text = await answer.text();
    const valueOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / MEGABYTE;
    return {
      at: performance.now(),
      heap: valueOf('nodejs_heap_size_used_bytes'),
      resident: valueOf('process_resident_memory_bytes'),
    };
  }

  /** Returns what was used in each of so many equal parts of the run. */
  parts(count: number): readonly Used[] {
    const [first] = this.#samples;
    const last = this.#samples[this.#samples.length - 1];
    const partOf = ({ at }: Sample) =>
      Math.min(count - 1, Math.floor(((at - first.at) / (last.at - first.at)) * count));
    return Array.from({ length: count }, (_, k) => {
      const within = this.#samples.filter((sample) => partOf(sample) === k);
      const heaps = within.map(({ heap }) => heap);
      return {
        leastHeap: Math.min(...heaps),
        medianHeap: median(heaps),
        resident: median(within.map(({ resident }) => resident)),
      };
    });
  }
}
