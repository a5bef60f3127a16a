/**
 * Operations that a first visitor finds in the playground, one per tab; the name of each becomes the title of
 * its tab. They ask about the synthetic market that `greyoak sample` writes.
 */
export const EXAMPLES: readonly string[] = [
  `# One stock's card: its score, the six pillars,
# what was taken off, and what capped it.
# SYNMETAL11.NS breaks out, but has no statements.
query StockCard {
  stock(ticker: "SYNMETAL11.NS") {
    ticker
    name
    industry
    sector {
      name
    }
    score(mode: INVESTOR) {
      date
      value
      band
      weighted
      pillars {
        all {
          name
          score
          weight
          contribution
        }
      }
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
        scoreBefore
        scoreAfter
        bandBefore
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
  `# The ten stocks with the highest INVESTOR score.
# For the next ten: after: "…" with the endCursor.
query Screener {
  stocks(
    mode: INVESTOR
    orderBy: { field: SCORE, direction: DESC }
    first: 10
  ) {
    totalCount
    nodes {
      ticker
      name
      score(mode: INVESTOR) {
        value
        band
        pillars {
          all {
            name
            score
          }
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
  `# Why this score: from the raw figures over points and
# weights to two of the pillars, and what each guardrail
# made of the score. 14 % of the promoter shares of
# SYNENERGY08.NS are pledged.
query WhyThisScore {
  stock(ticker: "SYNENERGY08.NS") {
    name
    score(mode: TRADER) {
      date
      value
      band
      weighted
      pillars {
        technicals {
          ...pillar
        }
        ownership {
          ...pillar
        }
      }
      penalty {
        total
      }
      guardrails {
        guardrail
        fired
        observed
        threshold
        scoreBefore
        scoreAfter
        reason
      }
    }
  }
}

fragment pillar on Pillar {
  score
  weight
  contribution
  components {
    name
    raw
    value
    imputed
    scoredBy
    points
    weight
  }
}
`,
  `# How a stock's score moved, one row per scored day.
query History {
  stock(ticker: "SYNMETAL02.NS") {
    name
    scores(
      mode: INVESTOR
      from: "2026-01-01"
      to: "2026-06-30"
      first: 100
    ) {
      totalCount
      nodes {
        date
        value
        band
        sectorZ
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`,
  `# How many stocks stand in each band,
# and how the sectors do.
query BandsAndSectors {
  bands(mode: INVESTOR) {
    band
    count
    meanScore
    minScore
    maxScore
  }
  sectors {
    key
    name
    banking
    penaltyCap
    stockCount
    momentum {
      date
      z
      score
    }
  }
}
`,
  `# Where a score comes from. reproduced: computed again
# now from the stored inputs, it is the same.
query Provenance {
  stock(ticker: "SYNMETAL02.NS") {
    score(mode: INVESTOR) {
      date
      value
      provenance {
        reproduced
        methodName
        methodHash
        inputsHash
        codeVersion
        computedAt
        run {
          id
          status
          startedAt
          finishedAt
        }
      }
    }
  }
}
`,
];
