/** Each has a file in peers/. */
export const PEER_NAMES = ['raw', 'graphqlWs', 'yoga', 'mercurius'] as const;
export type PeerName = (typeof PEER_NAMES)[number];
