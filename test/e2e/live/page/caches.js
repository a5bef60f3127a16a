/* global document, location, URLSearchParams */
import { gql } from '@apollo/client';
import { createApolloClient } from '../../../../examples/live/apolloClient.ts';
import { CARDS_CHANGED, QUALITY_CARD, TECHNICALS_CARD } from '../../../../examples/live/scoreCards.ts';
import { createUrqlClient } from '../../../../examples/live/urql.ts';

const parameters = new URLSearchParams(location.search);
const variables = { ticker: parameters.get('ticker') };
const filter = { tickers: [variables.ticker], mode: 'INVESTOR' };
const url = `${location.origin}/graphql`;

/** Shows a card as JSON; nothing while it is not whole. */
function show(id, card) {
  const element = document.getElementById(id);
  if (element !== null) element.textContent = card ? JSON.stringify(card.stock.score) : '';
}

function withApollo() {
  const client = createApolloClient(url);
  const watch = (id, query) =>
    client
      .watchQuery({ query: gql(query), variables })
      .subscribe(({ data, dataState }) => show(id, dataState === 'complete' ? data : null));
  watch('quality', QUALITY_CARD);
  watch('technicals', TECHNICALS_CARD);
  client.subscribe({ query: gql(CARDS_CHANGED), variables: { filter } }).subscribe({});
}

function withUrql() {
  const client = createUrqlClient(url);
  const watch = (id, query) => client.query(query, variables).subscribe(({ data }) => show(id, data));
  watch('quality', QUALITY_CARD);
  watch('technicals', TECHNICALS_CARD);
  // Its default cache keeps whole answers: it asks again for those with a type that is named here.
  client
    .subscription(CARDS_CHANGED, { filter }, { additionalTypenames: ['Score'] })
    .subscribe(() => undefined);
}

if (parameters.get('client') === 'urql') withUrql();
else withApollo();
