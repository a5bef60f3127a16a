import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Job, JOB_IDS } from './job.js';
import { jobLoader } from './jobLoaders.js';
import { JobMutations } from './jobMutations.js';
import { JobQueries } from './jobQueries.js';
import { JOB_POLICIES } from './policies.js';

export const jobNoun: Noun = {
  resolvers: [JobQueries, JobMutations],
  policies: JOB_POLICIES,
  nodes: [
    nodeKind(JOB_IDS, 'OPERATIONS_READ', async (id, { loaders }) => {
      const row = await loaders.get(jobLoader).load({ id });
      return row && new Job(row);
    }),
  ],
};
