import { graphql } from '../../../src/examples/generated/index.js';

/** A ticket with everything that a write can touch, and its whole conversation. */
export const readWritten = graphql(`
  query ReadWritten($id: ID!) {
    ticket(id: $id) {
      ...Written
      messages(first: 100) {
        nodes {
          ...Said
        }
      }
    }
  }
  fragment Written on Ticket {
    id
    nativeId
    reference
    externalTicketId
    url
    subject
    status
    statusName
    priority
    priorityName
    source
    sourceName
    tags
    customFields
    attributes
    conversationSummary
    requester {
      name
      email
      company
    }
    assignee {
      nativeId
      name
    }
    user {
      id
      fullName
    }
    organization {
      id
      name
    }
    humanVerifiedCategory {
      value
    }
    humanVerifiedSubcategory {
      value
    }
    aiGeneratedCategory {
      value
    }
    aiGeneratedSubcategory {
      value
    }
    createdAt
    updatedAt
    resolvedAt
    closedAt
    version
    details {
      __typename
      ... on MoovTicketDetails {
        accountId
        number
        foreignId
      }
      ... on SirportlyTicketDetails {
        department
        brand
        team
        sla
        escalationPath
        replyDueAt
        resolutionDueAt
        firstResponseSeconds
        firstResolutionSeconds
        resolutionSeconds
        additionalRecipients
      }
    }
  }
  fragment Said on Message {
    id
    nativeId
    position
    type
    visibility
    authorName
    text
    textClean
    createdAt
  }
`);

export const writeUpdate = graphql(`
  mutation WriteUpdate($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      __typename
      ... on UpdateTicketPayload {
        ticket {
          ...Written
        }
      }
      ...Refused
      ... on ConflictError {
        current {
          ...Written
        }
      }
    }
  }
`);

export const writeTicket = graphql(`
  mutation WriteTicket($input: CreateTicketInput!) {
    createTicket(input: $input) {
      __typename
      ... on CreateTicketPayload {
        ticket {
          ...Written
        }
      }
      ...Refused
    }
  }
`);

export const writeMessage = graphql(`
  mutation WriteMessage($input: AddMessageInput!) {
    addMessage(input: $input) {
      __typename
      ... on AddMessagePayload {
        said: message {
          ...Said
        }
        ticket {
          ...Written
        }
      }
      ...Refused
    }
  }
  fragment Refused on UserError {
    message
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ForbiddenError {
      requiredScopes
    }
    ... on UnsupportedError {
      backend {
        key
      }
      fields
      supported
    }
    ... on UpstreamError {
      backend {
        key
      }
      code
      retryable
      outcomeUnknown
    }
  }
`);

/** References of the newest tickets, with their versions. */
export const listWritten = graphql(`
  query ListWritten($backend: String!, $first: Int!) {
    tickets(first: $first, filter: { backend: { eq: $backend } }) {
      nodes {
        id
        nativeId
        version
      }
    }
  }
`);

/** The same of every ticket. */
export const listEverything = graphql(`
  query ListEverything($backend: String!, $first: Int!) {
    tickets(first: $first, filter: { backend: { eq: $backend } }) {
      nodes {
        ...Written
        messages(first: 100) {
          nodes {
            ...Said
          }
        }
      }
    }
  }
`);
