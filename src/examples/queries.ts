import { graphql } from './generated/index.js';

/** The first page over all backends, with what each of them contributed. */
const firstPage = graphql(`
  query FirstPage {
    tickets(first: 5) {
      nodes {
        backend {
          key
        }
        reference: nativeId
        subject
        status
        createdAt
        user {
          fullName
        }
        messages(first: 1) {
          nodes {
            authorName
            text
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      backends {
        backend {
          key
        }
        outcome
        upstreamRequests
      }
    }
  }
`);

/** What a support lead asks of all tickets. `npm run draw` makes a picture of the answer. */
export const dashboard = graphql(`
  query Dashboard($filter: TicketFilter = {}) {
    stats(filter: $filter) {
      total
      volume(interval: WEEK, timeZone: "Europe/London") {
        date
        count
      }
      resolution {
        totalResolved
        resolutionRate
        averageSeconds
        medianSeconds
        p90Seconds
        percentilesExact
      }
      byStatus {
        label
        count
      }
      byPriority {
        label
        count
      }
      bySource {
        label
        count
      }
      byBackend {
        label
        count
      }
      topCategories(limit: 5) {
        categories {
          category {
            label
          }
          count
        }
        subcategories {
          category {
            label
          }
          subcategory {
            label
          }
          count
        }
      }
      sankey {
        nodes {
          id
          label
        }
        links {
          source
          target
          value
        }
      }
      backends {
        backend {
          key
        }
        outcome
        reason
        asOf
        upstreamRequests
      }
    }
  }
`);

/** Who is asking, and what they may see. */
const viewer = graphql(`
  query WhoAmI {
    viewer {
      visibility
      scopes
      tokenExpiresAt
      user {
        id
        fullName
      }
      organization {
        id
        name
      }
    }
  }
`);

/** Open tickets of the two urgent priorities, oldest first, with the number of them. */
const urgent = graphql(`
  query UrgentAndOpen($filter: TicketFilter = { status: { in: [NEW, OPEN] }, priority: { in: [HIGH, URGENT] } }) {
    tickets(first: 10, filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount {
        value
        precision
      }
      nodes {
        id
        subject
        status
        priority
        assignee {
          name
        }
        humanVerifiedCategory {
          value
          label
        }
      }
      backends {
        backend {
          key
        }
        outcome
        reason
        pushed
        evaluatedHere
      }
    }
  }
`);

/** What each backend evaluates and writes. */
const backends = graphql(`
  query Backends {
    backends {
      key
      displayName
      provider
      health
      capabilities {
        orders
        updatableFields
        filters {
          field
          operator
          support
        }
      }
      rateLimit {
        limit
        remaining
      }
    }
  }
`);

/** A new ticket in the local backend. The same key again answers with the same ticket. */
const newTicket = graphql(`
  mutation OpenTicket(
    $input: CreateTicketInput! = {
      backend: "local"
      idempotencyKey: "my first ticket"
      subject: "The charger hums"
      text: "It hums at night, also with nothing plugged in."
    }
  ) {
    createTicket(input: $input) {
      ... on CreateTicketPayload {
        ticket {
          id
          status
          messages {
            nodes {
              text
            }
          }
        }
      }
      ... on UserError {
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
    }
  }
`);

/** In the order of GraphiQL's tabs. */
export const exampleQueries = [firstPage, dashboard, viewer, urgent, backends, newTicket] as const;
