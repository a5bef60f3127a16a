/** A question whose answer stands in a known passage. */
export interface KnownQuestion {
  /** The ticker with which the document's file name begins. */
  readonly document: string;
  readonly question: string;
  /** Some words of the passage that answers it. They stand once in the document. */
  readonly passage: string;
}

/** Questions as an analyst asks, most of them in other words than the documents. */
export const QUESTIONS: readonly KnownQuestion[] = [
  {
    document: 'ATGL',
    question:
      'How much was the allotment of administered price gas cut by the government during the quarter?',
    passage: 'APM gas was reduced from 63% to 51%',
  },
  {
    document: 'ATGL',
    question: 'number of electric vehicle charging stations',
    passage: '1,914 EV charging points that have been commissioned',
  },
  {
    document: 'ATGL',
    question: 'What is the expected full year capital expenditure of the gas distributor?',
    passage: 'year ending in terms of from a capex perspective',
  },
  {
    document: 'ATGL',
    question: 'Henry Hub and Brent linked LNG contracts share',
    passage: '17% to 18% of Henry Hub contract',
  },
  {
    document: 'ATGL',
    question: 'split of PNG volumes between industry, households and shops',
    passage: '23% is industrial, 8% is domestic',
  },
  {
    document: 'ASIANPAINT',
    question: 'How many shops sell the paint across the country?',
    passage: '1,45,000 retail points',
  },
  {
    document: 'ASIANPAINT',
    question: 'Which companies did they buy to sell lights and windows for homes?',
    passage: 'we took over this company',
  },
  {
    document: 'ASIANPAINT',
    question: 'share of turnover from recently launched products',
    passage: 'contributing to almost like 14% of the revenues',
  },
  {
    document: 'ASIANPAINT',
    question: 'paint that does not catch fire for houses',
    passage: 'fire-retardant paints for normal homes',
  },
  {
    document: 'ASIANPAINT',
    question: 'home decor contribution to total business target in three years',
    passage: 'take it to about 8 -10% of a total business',
  },
  {
    document: 'CIPLA',
    question: 'What did the US drug regulator find when it inspected the Goa factory?',
    passage: 'Goa plant which ended with 12 observations',
  },
  {
    document: 'CIPLA',
    question: 'research and development spending as a percentage of sales',
    passage: 'Total R&D investment for this quarter stood at 7% of revenue',
  },
  {
    document: 'CIPLA',
    question: 'repayment of the loan for the InvaGen acquisition',
    passage: 'prepaid loan of USD 110 million',
  },
  {
    document: 'CIPLA',
    question: 'how big are the three best selling medicines in America as a share of sales there',
    passage: 'the top 3, in my opinion',
  },
  {
    document: 'CIPLA',
    question: 'hedging of receivables with forward contracts in dollars and rand',
    passage: 'Outstanding forward contracts as a hedge',
  },
  {
    document: 'INFY',
    question: 'awards for being a good employer for women',
    passage: 'Best Companies for Women in India in the Hall of Fame',
  },
  {
    document: 'INFY',
    question: 'Which prizes did the annual report of the foundation win?',
    passage: 'received the Gold Stevie',
  },
  {
    document: 'IRCTC',
    question: 'How many meals a day are ordered online on trains with Swiggy and Zomato?',
    passage: '102,561 meals per day',
  },
  {
    document: 'IRCTC',
    question: 'bottled water business revenue and margin',
    passage: 'steady revenue of INR92.39 crores',
  },
  {
    document: 'IRCTC',
    question: 'Will the new super app of the railways take away ticketing fees?',
    passage: 'This will have no impact on our convenience fee',
  },
  {
    document: 'IRCTC',
    question: 'when will the new office building be capitalised and depreciated',
    passage: 'capitalization of new office building part',
  },
  {
    document: 'IRCTC',
    question: 'tourism segment growth from luxury trains',
    passage: 'operation of the luxury segment',
  },
  {
    document: 'LT',
    question: 'order inflow growth against last year',
    passage: 'order inflows for Q2 FY22 at Rs 421 billion',
  },
  {
    document: 'LT',
    question: 'working capital as a percentage of sales',
    passage: 'sales ratio has improved from 26.7%',
  },
  {
    document: 'LT',
    question:
      'How does the engineering group protect its margins when steel and other commodities get dearer?',
    passage: 'current composition of variable price contracts',
  },
  {
    document: 'LT',
    question: 'return on equity over the last twelve months',
    passage: 'trailing 12-month ROE',
  },
  {
    document: 'LUPIN',
    question: 'Why did American sales of the drug maker fall below 200 million dollars?',
    passage: 'less than US$200 million for the first time',
  },
  {
    document: 'LUPIN',
    question: 'peak sales potential of Solosec',
    passage: 'potential of taking 25% of the market in peak sales',
  },
  {
    document: 'SANDUMA',
    question: 'environmental clearance for more iron ore mining: when is it expected?',
    passage: 'we should get the EC enhancement',
  },
  {
    document: 'SANDUMA',
    question: 'coke oven capacity utilisation',
    passage: 'Coke Oven capacity utilization is 100%',
  },
];

/** Questions that no company's document answers. */
export const UNRELATED: readonly string[] = [
  'How long do I boil eggs for a soft yolk?',
  'Who won the football world cup in 1998?',
  'best way to train a puppy not to bite',
  'chords of a love song for guitar beginners',
  'How do volcanoes form under the ocean?',
];
