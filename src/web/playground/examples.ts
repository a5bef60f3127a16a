/**
 * Operations that a first visitor finds in the playground: a comment with the title and one with what it is for,
 * then an operation that needs nothing else. What one would change stands in front, as the variables' defaults.
 * They ask about the synthetic market that `greyoak sample` writes.
 */
export const EXAMPLES: readonly string[] = [
  `# One stock's card
# Score, band, six pillars, what was taken off, and what capped it.
query StockCard(
  # Breaks out, but has no statements: at most HOLD.
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
# The best stocks that a filter leaves, page by page.
query Screener(
  $mode: Mode! = INVESTOR
  $filter: StockFilter = {
    bands: [STRONG_BUY, BUY, HOLD]
    penalty: { max: 5 }
    pillars: [{ pillar: QUALITY, min: 55 }]
  }
  $orderBy: StockOrder = { field: SCORE, direction: DESC }
  # The endCursor of a page brings the next one.
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
# Pillar by pillar, and for both modes.
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
# From raw figures to points, pillars and band; and whether it can be made again.
query WhyThisScore(
  # A BUY by its score, but 14 % of the promoter shares are pledged.
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
        # Computed again now, from the stored inputs.
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
  `# What if?
# All stocks scored again with other weights and bands; nothing is stored.
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
  # As it is.
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
# A year of one stock, day by day: its scores, and its bars to draw beneath.
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
  `# Sectors and momentum
# How each sector group fares against the others, now and a quarter before.
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
  `# Live scores
# Each change of a score as it is stored: run "Record a price" in another tab.
subscription LiveScores(
  # Such as { mode: INVESTOR, bandChangedOnly: true }.
  $filter: ScoreEventFilter
  # The last cursor that you have; where the connection breaks, it is set by itself.
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
  `# Record a price
# Another close of one stock: it, and whoever is compared with it, is scored anew within a second.
mutation RecordAPrice(
  # As before, each time: then nothing changes, and nothing is scored.
  $bar: BarInput! = {
    ticker: "SYNMETAL02.NS"
    date: "2026-06-30"
    open: 904.45
    high: 944.3
    low: 899.95
    close: 941.2
    volume: 2601530
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
];
