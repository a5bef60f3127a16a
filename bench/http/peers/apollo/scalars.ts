import { GraphQLScalarType } from 'graphql';

/** Texts under names of their own, as in our schema. */
export const TickerScalar = new GraphQLScalarType({ name: 'Ticker' });
export const DateScalar = new GraphQLScalarType({ name: 'Date' });
