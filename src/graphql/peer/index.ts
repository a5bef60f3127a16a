import type { Noun } from '../noun.js';
import { PEER_POLICIES } from './policies.js';
import { PeerPositionScore } from './peerPositionScore.js';
import { PeerQueries } from './peerQueries.js';
import { SectorOverviewResolver } from './sectorOverviewResolver.js';
import { TopCompaniesQuery } from './topCompaniesQuery.js';

export const peerNoun: Noun = {
  resolvers: [PeerQueries, PeerPositionScore, SectorOverviewResolver, TopCompaniesQuery],
  policies: PEER_POLICIES,
};
