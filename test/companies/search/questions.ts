/** A question whose answer stands in a known passage. */
export interface KnownQuestion {
  /** The ticker with which the document's file name begins. */
  readonly document: string;
  readonly question: string;
  /** Some words of the passage that answers it. They stand once in the document. */
  readonly passage: string;
}

/** Questions as an analyst asks, most of them in other words than the documents. The search was made with them at hand. */
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

/** Questions that were written without a look at the search, and that nothing of it was chosen by but the size of windows. */
export const HELD_OUT: readonly KnownQuestion[] = [
  {
    document: 'ASIANPAINT',
    question: 'how much of its profit is the paint maker handing back to shareholders this year?',
    passage: 'we have given 58.6% payout to that extent',
  },
  {
    document: 'ASIANPAINT',
    question: 'what one-off charges came from the collapse of the Sri Lankan rupee?',
    passage: 'recognition of an expense of about Rs. 48.5',
  },
  {
    document: 'ASIANPAINT',
    question: 'what proportion of factory power is now green energy?',
    passage: 'over 59% electricity from the renewable sources',
  },
  {
    document: 'ASIANPAINT',
    question: 'why does national titanium dioxide demand not track how fast paint sales are growing?',
    passage: 'correlate paint growth to the TiO2 consumption straight',
  },
  {
    document: 'ASIANPAINT',
    question:
      'can paint profitability go back to its earlier peak, or what level does management want to hold?',
    passage: '44-45% kind of a margin is a little',
  },
  {
    document: 'ASIANPAINT',
    question: 'home decor share of business three-year target',
    passage: 'aiming that we can take it to about',
  },
  {
    document: 'ASIANPAINT',
    question: 'painting service towns and trained painters',
    passage: 'more than 240 towns with 1,50,000 trained painters',
  },
  {
    document: 'ASIANPAINT',
    question: 'HydroLOC waterproofing technology',
    passage: 'contact with water it forms crystals',
  },
  {
    document: 'ASIANPAINT',
    question: 'White Teak EBITDA margin',
    passage: 'EBIDTA of more than 20% in terms',
  },
  {
    document: 'ATGL',
    question: "how fast are Ahmedabad's buses switching to cleaner fuel?",
    passage: 'From about five per month, they are going',
  },
  {
    document: 'ATGL',
    question: 'how is connected metering helping the city gas company cut leakage and lost volumes?',
    passage: '98% volumes are getting fully IoT-based connected',
  },
  {
    document: 'ATGL',
    question: 'how much of the imported gas is left unhedged to be bought at market price?',
    passage: 'open position for spot purchases more than about',
  },
  {
    document: 'ATGL',
    question: 'how big is the electric vehicle charging network and where will it be by spring?',
    passage: 'aim to reach around 3,000 charging points',
  },
  {
    document: 'ATGL',
    question: 'nine-month capex cash spent',
    passage: 'cash spent will be close to about INR650-odd',
  },
  {
    document: 'ATGL',
    question: 'PNG split industrial domestic commercial',
    passage: 'close to about 23% is industrial, 8% is',
  },
  {
    document: 'ATGL',
    question: 'Henry Hub versus Brent contract share',
    passage: '17% to 18% of Henry Hub contract',
  },
  {
    document: 'ATGL',
    question: 'Barsana plant CBG production',
    passage: 'sales of the CBG from our Barsana plant',
  },
  {
    document: 'CIPLA',
    question:
      'how are hospital chains and pharmacies pooling their purchases changing medicine distribution in India?',
    passage: 'traditional stockist retailer model is probably going through',
  },
  {
    document: 'CIPLA',
    question: 'what change by the originator forced extra studies and held up the asthma inhaler?',
    passage: 'they added a drug indicator to the device',
  },
  {
    document: 'CIPLA',
    question: 'why stay on the old tax rates this year instead of moving to the lower ones?',
    passage: 'to avoid a write-off we would this year',
  },
  {
    document: 'CIPLA',
    question: 'how much of turnover depends solely on the plant where inspectors left twelve observations?',
    passage: 'not more than 2.5% of company revenues have',
  },
  {
    document: 'CIPLA',
    question: 'hormonal sterile products capacity constraints',
    passage: 'more around our hormonal sterile products',
  },
  {
    document: 'CIPLA',
    question: 'limited competition launch minimum size',
    passage: 'upwards of the 15 million will qualify as',
  },
  {
    document: 'CIPLA',
    question: 'inhaled Itraconazole rights intangible asset',
    passage: 'a company to develop inhaled Itraconazole',
  },
  {
    document: 'CIPLA',
    question: 'Plazomicin key account managers',
    passage: 'about 5 to 7 people who are key',
  },
  {
    document: 'CIPLA',
    question: 'Tenofovir to Dolutegravir combination tender',
    passage: 'Tenofovir combination would shift to Dolutegravir',
  },
  {
    document: 'INFY',
    question: 'which prize did the software exporter get for fresh ways of dealing with its shareholders?',
    passage: 'Award for Innovation in Investor Relations',
  },
  {
    document: 'INFY',
    question: 'LGBTQIA+ workplace equality recognition',
    passage: 'Recognized as a Silver Employer in the India',
  },
  {
    document: 'INFY',
    question: 'ICAI Awards Gold Shield',
    passage: 'Awarded the Gold Shield in Category-VIII',
  },
  {
    document: 'INFY',
    question: 'Kantar BrandZ Top 100',
    passage: 'Top 100 most valuable brand in the world',
  },
  {
    document: 'IRCTC',
    question: 'why has the profitability of the train food business been squeezed?',
    passage: 'closed down our base kitchens, 9 base kitchens',
  },
  {
    document: 'IRCTC',
    question: "will the railways' new super app eat into ticket booking fees?",
    passage: 'this is just one of the many modes',
  },
  {
    document: 'IRCTC',
    question: 'what gains came from the huge religious gathering at Prayagraj?',
    passage: 'running 8 Bharat Gaurav tourist trains in this',
  },
  {
    document: 'IRCTC',
    question: "how quickly are restaurant orders delivered to passengers' seats growing?",
    passage: 'we have done 102,561 meals per day',
  },
  {
    document: 'IRCTC',
    question: "how does the railway ticketing firm's own payment processing rank against other providers?",
    passage: 'combined or individually, we are ahead of Paytm',
  },
  {
    document: 'IRCTC',
    question: 'bottled water total capacity per day',
    passage: 'Total capacity is 18.4 lakhs bottles per day',
  },
  {
    document: 'IRCTC',
    question: 'new office building capitalization',
    passage: 'capitalization of new office building part, this will',
  },
  {
    document: 'IRCTC',
    question: 'Golden Chariot season',
    passage: 'Golden Chariot is also run during the winter',
  },
  {
    document: 'IRCTC',
    question: 'RBI payment aggregator licence application',
    passage: 'applied for the in-principal approval of RBI on',
  },
  {
    document: 'LT',
    question: 'would the contractor chase work from an American public works stimulus?',
    passage: 'opportunities in US, again, at this juncture',
  },
  {
    document: 'LT',
    question: 'does the defence arm produce bombs or landmines?',
    passage: 'not manufacture any explosives or ammunition of',
  },
  {
    document: 'LT',
    question: 'how much money has the parent put into the loss-making metro and when will that stop?',
    passage: 'setting aside Rs.2,000 crores and until now',
  },
  {
    document: 'LT',
    question: 'how many homes have buyers paid for but are still waiting to take possession of?',
    passage: 'sold the flats but we have not handed',
  },
  {
    document: 'LT',
    question: 'has inflation dented the expected profit on the bullet train contract?',
    passage: 'achieved only around a 3-4% completion',
  },
  {
    document: 'LT',
    question: 'consecutive years of sustainability reporting',
    passage: '14th consecutive year of sustainability disclosure',
  },
  {
    document: 'LT',
    question: 'metro daily ridership October',
    passage: 'around 190,000 to 200,000 ridership per day',
  },
  {
    document: 'LT',
    question: 'Edutech launch October',
    passage: 'We have just launched Edutech. It happened on',
  },
  {
    document: 'LT',
    question: 'Uttaranchal hydro power plant divestment gain',
    passage: 'Uttaranchal hydro power plant which is at',
  },
  {
    document: 'LUPIN',
    question: 'why does the CFO think currency gains and legal settlements belong in operating profit?',
    passage: 'Knocking that off is not fair, because a',
  },
  {
    document: 'LUPIN',
    question: 'how is the drug maker adapting its Japanese operations to repeated price cuts?',
    passage: 'looking at Japan as more of a substitution',
  },
  {
    document: 'LUPIN',
    question: 'why will the thyroid medicine take longer to win sales than a usual generic?',
    passage: 'multiple RLDs that you need to be approved',
  },
  {
    document: 'LUPIN',
    question: 'are pollution curbs on Chinese suppliers likely to push up ingredient costs?',
    passage: 'hearing of more environmental restrictions coming in',
  },
  {
    document: 'LUPIN',
    question: 'India business share from diabetes therapy',
    passage: 'almost 20% of our India business from diabetes',
  },
  {
    document: 'LUPIN',
    question: 'tax guidance subsidiary losses DTA wind down',
    passage: 'the tax guidance to be about 30%',
  },
  {
    document: 'LUPIN',
    question: 'Neulasta and Lucentis filing timeline',
    passage: 'hoping to file Neulasta in FY20',
  },
  {
    document: 'LUPIN',
    question: 'Nuvessa Exeltis competitor to Solosec',
    passage: 'Nuvessa that Exeltis bought from Allergen',
  },
  {
    document: 'SANDUMA',
    question: "why can't the Karnataka miner ship its ore to China for better prices?",
    passage: 'sort of ban on the export of iron',
  },
  {
    document: 'SANDUMA',
    question: 'what would it cost to bring the idle furnace back into use?',
    passage: 'Rs. 15-16 crores for refurbishment of the furnace',
  },
  {
    document: 'SANDUMA',
    question: 'are there other saleable products left over from making coke?',
    passage: 'coal tar because our plant is a non-recovery',
  },
  {
    document: 'SANDUMA',
    question: 'how does the company shield itself from swings in what it pays for coal?',
    passage: 'longer-term purchases instead of just-in-time or',
  },
  {
    document: 'SANDUMA',
    question: 'iron ore and manganese reserves, lease validity',
    passage: 'established reserves of 110 million tonnes of',
  },
  {
    document: 'SANDUMA',
    question: 'peak debt equity ratio phase 2',
    passage: 'maximum 50% debt, 50% equity, D/E',
  },
  {
    document: 'SANDUMA',
    question: 'coke offtake tonnes FY21',
    passage: 'offtake of coke has been about 45,000 tonnes',
  },
  {
    document: 'SANDUMA',
    question: 'Yeshwant Rao Hindu Rao Ghorpade',
    passage: 'His Highness Yeshwant Rao Hindu Rao Ghorpade',
  },
];

/** Questions that no company's document answers. */
export const UNRELATED: readonly string[] = [
  'How long do I boil eggs for a soft yolk?',
  'Who won the football world cup in 1998?',
  'best way to train a puppy not to bite',
  'chords of a love song for guitar beginners',
  'How do volcanoes form under the ocean?',
  'recipe for paneer butter masala',
  'weather forecast for Shimla this weekend',
  'how to fix a leaking kitchen tap',
  'lyrics of a lullaby',
  'symptoms of flu in toddlers',
  'Virat Kohli batting average in test matches',
  'cheap flights to Goa',
  'how to knit a scarf',
  'plot of a detective novel',
  'best camera settings for the night sky',
];
