/**
 * The example operations of the playground. Each begins with a comment that is its title and one that says what
 * it is for, and runs as it is. What a visitor may want to change comes first, as the defaults of variables.
 * The examples ask about the synthetic market that `greyoak sample` writes.
 */
export const EXAMPLES: readonly string[] = [
  `# One stock's card
# Score, band, six pillars, the penalty, and the guardrails.
query StockCard(
  # It breaks out, but has no statements, so its band is at most HOLD.
  $ticker: Ticker! = "SYNMETAL11.NS"
  $mode: Mode! = INVESTOR
) {
  stock(ticker: $ticker) {
    ticker
    name
    industry
    sector {
      name
    }
    score(mode: $mode) {
      date
      value
      band
      previous {
        date
        value
        band
      }
      pillars {
        all {
          name
          score
          weight
          contribution
        }
      }
      weighted
      penalty {
        total
        parts {
          kind
          points
          reason
        }
      }
      guardrails {
        guardrail
        fired
        bandAfter
        reason
      }
      confidence {
        value
        coverage
        freshness
      }
    }
  }
}
`,
  `# Screener
# The best stocks that match a filter, page by page.
query Screener(
  $mode: Mode! = INVESTOR
  $filter: StockFilter = {
    bands: [STRONG_BUY, BUY, HOLD]
    where: [
      { field: CLOSE, is: ABOVE, than: DMA200 }
      { field: EARNINGS_YIELD, is: ABOVE, thanSectorMedian: true }
      { field: QUALITY, is: AT_LEAST, value: 55 }
    ]
  }
  $orderBy: StockOrder = { field: SCORE, direction: DESC }
  # Pass the endCursor of a page to get the next one.
  $after: String
) {
  stocks(
    mode: $mode
    filter: $filter
    orderBy: $orderBy
    first: 10
    after: $after
  ) {
    totalCount
    nodes {
      ticker
      name
      sector {
        key
      }
      score(mode: $mode) {
        value
        band
        pillars {
          quality {
            score
          }
        }
        penalty {
          total
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  `# Compare ten stocks
# Pillar by pillar, in both modes.
query CompareTen(
  $tickers: [Ticker!]! = [
    "SYNBANK04.NS"
    "SYNPSU02.NS"
    "SYNNBFC01.NS"
    "SYNIT02.NS"
    "SYNFMCG04.NS"
    "SYNPHARMA06.NS"
    "SYNMETAL02.NS"
    "SYNMETAL06.NS"
    "SYNENERGY04.NS"
    "SYNAUTO03.NS"
  ]
) {
  stocks(filter: { tickers: $tickers }, first: 10) {
    nodes {
      ticker
      investor: score(mode: INVESTOR) {
        ...column
      }
      trader: score(mode: TRADER) {
        ...column
      }
    }
  }
}

fragment column on Score {
  value
  band
  pillars {
    fundamentals {
      score
    }
    technicals {
      score
    }
    relativeStrength {
      score
    }
    ownership {
      score
    }
    quality {
      score
    }
    sectorMomentum {
      score
    }
  }
}
`,
  `# Why this score?
# From raw figures to points, pillars and band, and whether the score can be reproduced.
query WhyThisScore(
  # Its score is a BUY, but 14 % of the promoter's shares are pledged.
  $ticker: Ticker! = "SYNENERGY08.NS"
  $mode: Mode! = TRADER
) {
  stock(ticker: $ticker) {
    name
    score(mode: $mode) {
      date
      value
      band
      pillars {
        all {
          name
          score
          weight
          contribution
          components {
            name
            raw
            value
            imputed
            scoredBy
            z
            points
            weight
          }
        }
      }
      weighted
      penalty {
        total
        beforeCap
        cap
        parts {
          kind
          points
          observed
          threshold
          reason
        }
      }
      guardrails {
        guardrail
        fired
        observed
        threshold
        scoreBefore
        scoreAfter
        bandBefore
        bandAfter
        reason
      }
      provenance {
        # The score is computed again now, from the stored inputs.
        reproduced
        differences
        methodName
        methodHash
        inputsHash
        codeVersion
        computedAt
      }
    }
  }
}
`,
  `# Why did it change?
# A change taken apart, how close other bands are, and whether scores have predicted returns.
query ScoreChange(
  $ticker: Ticker! = "SYNENERGY04.NS"
  $since: Date! = "2026-05-29"
  $mode: Mode! = INVESTOR
) {
  stock(ticker: $ticker) {
    ticker
    score(mode: $mode) {
      date
      value
      band
      rank
      rankOf
      change(since: $since) {
        from {
          date
          value
          band
        }
        total
        causes {
          cause
          points
          sentence
        }
        parts {
          name
          points
        }
      }
      bandSpell {
        since
        sessions
        flipsInYear
        pointsUp
        pointsDown
      }
      distances {
        guardrail
        penalty
        binding
        bandWithout
        sentence
      }
    }
  }
  methods {
    name
    verdict(mode: $mode) {
      evidence
      sentence
    }
  }
}
`,
  `# What if?
# Score all stocks with other weights and bands. Nothing is stored.
query WhatIf(
  $mode: Mode! = INVESTOR
  $weights: [WeightOverride!] = [
    { pillar: FUNDAMENTALS, weight: 0.4 }
    { pillar: TECHNICALS, weight: 0.1 }
    { pillar: RELATIVE_STRENGTH, weight: 0.1 }
    { pillar: OWNERSHIP, weight: 0.1 }
    { pillar: QUALITY, weight: 0.2 }
    { pillar: SECTOR_MOMENTUM, weight: 0.1 }
  ]
  $bandThresholds: [BandThresholdInput!] = [{ band: BUY, atLeast: 60 }]
) {
  whatIf(
    input: {
      mode: $mode
      weights: $weights
      bandThresholds: $bandThresholds
      first: 10
    }
  ) {
    bands {
      ...row
    }
    stocks {
      stock {
        ticker
        name
      }
      value
      band
      change
      base {
        value
        band
      }
    }
  }
  # The bands without the changes.
  bands(mode: $mode) {
    ...row
  }
}

fragment row on BandSummary {
  band
  count
  meanScore
}
`,
  `# History chart
# A year of one stock, day by day: its scores, and its bars to draw below them.
query HistoryChart(
  $ticker: Ticker! = "SYNMETAL02.NS"
  $mode: Mode! = INVESTOR
  $from: Date = "2025-07-01"
  $to: Date = "2026-06-30"
) {
  stock(ticker: $ticker) {
    name
    # Both lists begin with the newest day.
    scores(mode: $mode, from: $from, to: $to, first: 260) {
      nodes {
        date
        value
        band
      }
      pageInfo {
        hasNextPage
      }
    }
    bars(from: $from, to: $to, first: 260, adjusted: true) {
      nodes {
        date
        open
        high
        low
        close
        volume
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
`,
  `# A company's figures
# What it has filed and what follows from it: sums of four quarters, growth and margins, with former versions and flags.
query CompanyFigures(
  # It issued a bonus and split its shares, so that earnings per share were filed again.
  $ticker: Ticker! = "SYNIT06.NS"
  # Null: all of them.
  $codes: [String!] = ["sales", "sales_yoy", "operating_margin", "eps", "eps_yoy"]
  $periods: [Period!] = [ANNUAL, TTM]
  # What was published later does not count. Null: today.
  $on: Date
) {
  stock(ticker: $ticker) {
    ticker
    name
    metrics(codes: $codes, periods: $periods, on: $on, first: 30) {
      totalCount
      nodes {
        code
        name
        period
        periodEnd
        value
        unit
        basis
        publishedOn
        formula
        restated {
          value
          publishedOn
        }
        flags {
          severity
          detail
        }
      }
    }
  }
}
`,
  `# Health of a company
# What its growth, margin and return say together, the worst rule first, with the numbers that decided.
query CompanyHealth(
  $ticker: Ticker! = "SYNIT06.NS"
  # What was published later does not count. Null: today.
  $on: Date = "2026-06-30"
) {
  stock(ticker: $ticker) {
    ticker
    name
    health(on: $on) {
      health
      reason
      growth
      operatingMargin
      returnOnCapital
      scores {
        name
        value
      }
      coverage
    }
  }
}
`,
  `# Competitors, sector and valuation
# Three analyses: what rules found, which numbers fired them, and how far they can be trusted.
query Analyses(
  $company: AnalysisInput! = { ticker: "SYNIT06.NS", on: "2026-06-30" }
  $sector: AnalysisInput! = { sector: "it", on: "2026-06-30" }
) {
  competitors: analysis(kind: COMPETITOR, input: $company) {
    ...Found
  }
  opportunity: analysis(kind: SECTOR_OPPORTUNITY, input: $sector) {
    ...Found
  }
  valuation: analysis(kind: VALUATION, input: $company) {
    ...Found
  }
}

fragment Found on Analysis {
  on
  results {
    name
    value
  }
  insights {
    rule
    sentence
    numbers {
      name
      value
    }
  }
  recommendations {
    sentence
  }
  confidence
  basis
  inputsHash
}
`,
  `# Filings of a company
# What a company filed with the exchanges, the newest first, and whether it was late.
query FilingsOfACompany(
  # It files its shareholding patterns late.
  $ticker: Ticker! = "SYNNBFC02.NS"
  # Null: all of them.
  $categories: [FilingCategory!] = [RESULTS, SHAREHOLDING]
  # What was filed later does not count. Null: today.
  $on: Date
) {
  stock(ticker: $ticker) {
    ticker
    name
    filings(categories: $categories, on: $on, first: 10) {
      totalCount
      nodes {
        exchange
        category
        periodEnd
        filedAt
        subject
        url
        late
      }
    }
  }
}
`,
  `# Documents of a company
# What was added of a company, how far it is processed, and the first pieces of its text.
query DocumentsOfACompany(
  $ticker: Ticker! = "SYNAUTO01.NS"
  # What was published later does not count. Null: today.
  $on: Date = null
) {
  stock(ticker: $ticker) {
    name
    documents(on: $on, first: 5) {
      totalCount
      nodes {
        title
        category
        publishedOn
        status
        step
        reason
        mediaType
        bytes
        pages
        chunks(first: 2) {
          totalCount
          nodes {
            page
            heading
            text
          }
        }
      }
    }
  }
}
`,
  `# Search by meaning
# What documents say about a question, also in other words.
query SearchByMeaning(
  $query: String! = "How did raw material prices develop?"
  # Null: of all companies.
  $tickers: [Ticker!] = null
  # HYBRID searches by meaning and by words.
  $mode: SearchMode! = HYBRID
) {
  searchDocuments(input: { query: $query, tickers: $tickers, mode: $mode, first: 3, minScore: 0.3 }) {
    mode
    model
    hits {
      score
      semantic
      keyword
      highlights
      chunk {
        page
        heading
        document {
          title
          publishedOn
        }
      }
    }
  }
}
`,
  `# Suggested beside filed
# Figures that the documents of a company state, beside those that it filed. No score depends on them.
query SuggestedBesideFiled(
  $ticker: Ticker! = "SYNAUTO01.NS"
  # Null: today.
  $on: Date = null
) {
  stock(ticker: $ticker) {
    name
    suggestedMetrics(on: $on) {
      code
      periodEnd
      value
      unit
      filed
      difference
      confidence
      text
      page
      document {
        title
      }
    }
  }
}
`,
  `# Sectors and momentum
# How each sector group performs against the others, now and a quarter ago.
query SectorsAndMomentum($before: Date! = "2026-03-31") {
  sectors {
    key
    name
    stockCount
    penaltyCap
    now: momentum {
      date
      z
      score
    }
    before: momentum(on: $before) {
      date
      z
      score
    }
  }
}
`,
  `# Risks of the market
# How many stocks are risky, which ones most, why, and which rose most within five sessions.
query Risks(
  # Null: the newest assessed session.
  $on: Date
) {
  riskDashboard(on: $on) {
    date
    levels {
      level
      count
    }
    # Stocks of which a part is known from too little, or not at all.
    thin
    missing
    riskiest {
      stock {
        ticker
        name
      }
      value
      lower
      upper
      level
      factors {
        sentence
      }
    }
    rises {
      since
      change
      risk {
        stock {
          ticker
        }
        value
      }
    }
    sectors {
      sector {
        name
      }
      median
      stocks
    }
    openAlerts {
      severity
      count
    }
  }
}
`,
  `# Peers of a company
# Shares, growth and positions of the companies of its sector, how concentrated that is, and what rules find in it.
query Peers(
  $ticker: Ticker! = "SYNMETAL02.NS"
  # Null: today. What was published later does not count.
  $on: Date = "2026-06-30"
) {
  peerAnalysis(ticker: $ticker, on: $on) {
    sector {
      name
    }
    metric
    hhi
    concentration
    topThree
    coverage
    companies {
      rank
      stock {
        ticker
        name
      }
      revenue
      share
      growth
      position
      relativeShare
      quadrant
    }
    leftOut {
      stock {
        ticker
      }
      reason
    }
    insights {
      rule
      sentence
    }
  }
}
`,
  `# Sectors by concentration
# Revenue, growth, HHI and stage of each sector, with its median score and risk. The most concentrated comes first.
query SectorsByConcentration(
  $on: Date = "2026-06-30"
) {
  sectorsOverview(on: $on) {
    sector {
      key
      name
    }
    companies
    revenue
    growth
    hhi
    concentration
    stage
    opportunity
    medianScore
    medianRisk
  }
}
`,
  `# Largest companies
# The companies with the largest number of a field on a scored session, of one sector or of all.
query LargestCompanies(
  $by: StockField! = MARKET_CAP_CR
  # The key of a sector, such as metals; null: all.
  $sector: String
  $on: Date
) {
  topCompanies(by: $by, sector: $sector, on: $on, first: 10) {
    rank
    stock {
      ticker
      name
    }
    value
  }
}
`,
  `# A portfolio and its trades
# What it is worth, how far it is from its model, and what a rebalance would trade. Nothing is stored.
query PortfolioTrades(
  # The portfolio of the sample market, which the model has left in the meantime.
  $id: ID! = "UG9ydGZvbGlvOjE"
  $mode: RebalanceMode! = ONLY_BREACHES
) {
  portfolio(id: $id) {
    name
    valuation {
      date
      total
      cash
    }
    drift {
      breaches
      totalDrift
    }
    risk {
      volatility
      valueAtRisk95
      valueAtRisk95Rupees
    }
  }
  previewRebalance(input: { portfolioId: $id, mode: $mode }) {
    status
    cashAfter
    costs
    optimal
    transactions {
      side
      stock {
        ticker
      }
      quantity
      price
      value
      costs
      reason
    }
    after {
      totalDrift
    }
  }
}
`,
  `# Reports with their links
# The reports of the caller, the newest first, with what they found and links to their files, which work for 10 minutes.
query MyReports($first: Int! = 5) {
  reports(first: $first) {
    totalCount
    nodes {
      kind
      title
      status
      error
      sha256: hash
      findings {
        rule
        sentence
      }
      changes {
        total
      }
      downloads {
        format
        link: url
        expiresAt
      }
    }
  }
}
`,
  `# Make a report
# A report on a company, to be handed on. A worker makes it: ask for the reports with their links a moment later.
mutation MakeReport(
  $ticker: Ticker! = "SYNMETAL11.NS"
  # What was published later does not count. Null: today.
  $on: Date = "2026-06-30"
  $formats: [ReportFormat!]! = [HTML, CSV, JSON]
) {
  createReport(input: { kind: COMPANY, ticker: $ticker, on: $on, formats: $formats }) {
    kind
    title
    status
    formats
    inputs {
      ticker
    }
  }
}
`,
  `# My watch-list
# Replace the stocks that you watch. Nobody else sees them.
mutation MyWatchlist(
  # In the order of the list.
  $tickers: [Ticker!]! = ["SYNMETAL02.NS", "SYNIT02.NS", "SYNBANK04.NS"]
) {
  setWatchlist(tickers: $tickers) {
    ticker
    name
    score(mode: INVESTOR) {
      value
      band
    }
    profile {
      listedOn
      watched
    }
  }
}
`,
  `# What is known of a company
# Its profile, and what was known of it on a day besides its figures.
query WhatIsKnown(
  $ticker: Ticker! = "SYNMETAL02.NS"
  # Null: today.
  $on: Date = null
) {
  stock(ticker: $ticker) {
    name
    profile {
      isin
      tickers
      formerTickers
      listedOn
      faceValue
      website
      watched
    }
    intelligence(on: $on) {
      nodes {
        date
        type
        title
        text
        source
        url
        stocks {
          ticker
        }
      }
    }
  }
}
`,
  `# Live scores
# Every change of a score as it is stored. Run it, then record a price below the answer (with MARKET_WRITE).
subscription LiveScores(
  # Null: all stocks, in both modes.
  $filter: ScoreEventFilter = { tickers: ["SYNMETAL02.NS"], mode: INVESTOR }
  # The last cursor that you received. It is filled in when the connection breaks.
  $after: ID
) {
  scoreChanged(filter: $filter, after: $after) {
    cursor
    at
    previousValue
    previousBand
    bandChanged
    score {
      stock {
        ticker
        name
      }
      mode
      date
      value
      band
    }
  }
}
`,
  `# Live documents
# Every document that becomes READY or FAILED. Run it, then upload one.
subscription LiveDocuments(
  # Null: of all companies.
  $tickers: [Ticker!] = null
  # The last cursor that you received. It is filled in when the connection breaks.
  $after: ID
) {
  documentProcessed(tickers: $tickers, after: $after) {
    cursor
    at
    document {
      title
      status
      reason
      stock {
        ticker
      }
    }
  }
}
`,
  `# Record a price
# Change a close: the stock, and the stocks that it is compared with, are scored again.
mutation RecordAPrice(
  # These are the recorded numbers, so nothing changes until you edit one.
  $bar: BarInput! = {
    ticker: "SYNMETAL02.NS"
    date: "2026-06-30"
    open: 904.45
    high: 944.3
    low: 899.95
    close: 936.1
    volume: 2552142
    value: 2365282670
  }
) {
  recordBars(input: { rows: [$bar] }) {
    inserted
    updated
    unchanged
    refused {
      column
      value
      reason
    }
    rescoreQueued
  }
}
`,
  `# Record a figure
# Add or correct a figure of a statement: the scores that it touches are computed again.
mutation RecordAFigure(
  # This is what the company has filed, so nothing changes until you edit it.
  $figure: MetricInput! = {
    ticker: "SYNMETAL02.NS"
    code: "sales"
    period: ANNUAL
    periodEnd: "2026-03-31"
    value: 46744.89
    publishedOn: "2026-05-06"
  }
) {
  recordMetrics(input: { rows: [$figure] }) {
    inserted
    updated
    unchanged
    refused {
      column
      value
      reason
    }
    rescoreQueued
  }
}
`,
];
