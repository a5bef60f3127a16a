/** Prints the card of a stock. examples/README.md says how to run it. */
import { stockCard } from './stockCard.js';

const [ticker = 'SYNMETAL11.NS', endpoint = 'http://127.0.0.1:4000/graphql'] = process.argv.slice(2);
const lines = await stockCard(endpoint, ticker, 'INVESTOR');
process.stdout.write(`${lines.join('\n')}\n`);
