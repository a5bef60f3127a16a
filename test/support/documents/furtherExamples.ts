/** Examples of the reference beyond those of the playground, in the same form. */
export const FURTHER_EXAMPLES: readonly string[] = [
  `# Who asks
# Whom the service takes the sender for, and what each role may do.
query WhoAsks {
  me {
    kind
    role
    scopes
  }
  permissions {
    role
    scopes
  }
}
`,
  `# What the store has
# The span of its facts, and the first import.
query Warehouse {
  warehouseStatus {
    from
    to
    sessions
    stocks
    bars
  }
  imports(last: 1) {
    nodes {
      format
      status
      read
      inserted
      refused
      at
    }
  }
}
`,
  `# The queue
# What workers could not do, for retryJob.
query Queue {
  jobs(filter: { statuses: [FAILED] }) {
    totalCount
    nodes {
      id
      task
      attempts
      runAt
      lastError
    }
  }
}
`,
  `# Alerts
# The rules of the caller, what they have found and nobody has resolved, and from where to go on with alertRaised.
query Alerts {
  cursorOf(log: ALERTS)
  alertRules {
    nodes {
      id
      name
      metric
      comparator
      threshold
      version
    }
  }
  alerts(filter: { states: [OPEN, ACKNOWLEDGED] }) {
    totalCount
    nodes {
      id
      severity
      message
      occurrences
      rule {
        name
      }
      stock {
        ticker
      }
    }
  }
}
`,
  `# Feeds and backfills
# From where files come by themselves, and how far the newest backfill is.
query Feeds {
  feeds {
    name
    dataset
    location
    schedule
    paused
    breaker
    lastResult
    successRate
  }
  backfills(first: 1) {
    nodes {
      feeds
      from
      to
      status
      done
      total
    }
  }
}
`,
  `# Days of the exchange
# Which days were sessions, and why others were not.
query Days {
  sessions(from: "2026-06-22", to: "2026-06-30")
  calendar(from: "2026-01-25", to: "2026-01-26") {
    date
    open
    kind
    name
  }
}
`,
  `# Indices
# What the market is compared with.
query Indices {
  indices {
    name
    newest
  }
  index(name: "NIFTY 50") {
    bars(first: 1) {
      nodes {
        date
        close
      }
    }
  }
}
`,
  `# The method and its runs
# By which parameters scores were computed, and when.
query MethodAndRuns {
  method {
    name
    hash
    bandThresholds {
      band
      atLeast
    }
  }
  runs(first: 1) {
    nodes {
      status
      total
      startedAt
    }
  }
}
`,
  `# Objects by their ids
# What a cache fetches again.
query ByIds($id: ID! = "U3RvY2s6U1lOTUVUQUwxMS5OUw") {
  node(id: $id) {
    id
    ... on Stock {
      ticker
    }
  }
  nodes(ids: [$id]) {
    id
  }
}
`,
  `# Where a subscription begins
# Ask for it together with what a page shows, and subscribe after it.
query Begin {
  latestCursor
}
`,
  `# A new API key
# For a program. Its secret is in this answer only.
mutation NewKey {
  createApiKey(input: { name: "nightly export", scopes: [SCORES_READ, MARKET_READ] }) {
    secret
    apiKey {
      name
      scopes
    }
  }
}
`,
];
