/** Each has a file in peers/. */
export const PEER_NAMES = [
  'apollo',
  'yoga',
  'mercurius',
  'postgraphile',
  'postgraphileFlat',
  'fastifySql',
  'bareHttp',
] as const;
export type PeerName = (typeof PEER_NAMES)[number];

/**
 * The best of these is what cold GreyOak is held against: they answer GraphQL with the same data. postgraphileFlat
 * is shown only, since the names of pillars and parts are no data of its answers.
 */
export const GRAPHQL_PEERS = [
  'apollo',
  'yoga',
  'mercurius',
  'postgraphile',
] as const satisfies readonly PeerName[];
