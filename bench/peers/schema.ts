/** What the peers that write their schema by hand serve: as much of the gateway's as the works ask for. */
export const typeDefs = /* GraphQL */ `
  enum TicketStatus {
    NEW
    OPEN
    ON_HOLD
    CLOSED
  }
  type User {
    fullName: String
  }
  type Message {
    text: String!
    createdAt: String!
  }
  type MessageConnection {
    nodes: [Message!]!
  }
  type Ticket {
    nativeId: String!
    subject: String
    status: TicketStatus
    createdAt: String!
    user: User
    messages(first: Int!): MessageConnection!
  }
  type TicketConnection {
    nodes: [Ticket!]!
  }
  type Query {
    tickets(first: Int!): TicketConnection!
    ticketByNativeId(nativeId: String!): Ticket
  }
`;
