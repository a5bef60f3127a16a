import type { Registry } from 'prom-client';
import type { DiskSpace } from '../status/diskSpace.js';
import { measureLabelled } from './labelledMetrics.js';

/** Adds the space of the disks of the service. @param disks null while they do not answer */
export function measureDisks(registry: Registry, disks: () => Promise<readonly DiskSpace[] | null>): void {
  measureLabelled(registry, disks, [
    {
      kind: 'gauge',
      name: 'greyoak_disk_free_bytes',
      help: 'Free bytes of the disk of GREYOAK_HOME (home) and of EXPORTS_FOLDER (exports), where they exist.',
      labels: ['folder'],
      samples: (spaces) => spaces.map(({ folder, free }) => [{ folder }, free]),
    },
    {
      kind: 'gauge',
      name: 'greyoak_disk_size_bytes',
      help: 'All bytes of these disks.',
      labels: ['folder'],
      samples: (spaces) => spaces.map(({ folder, size }) => [{ folder }, size]),
    },
  ]);
}
