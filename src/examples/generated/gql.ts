/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query FirstPage {\n    tickets(first: 5) {\n      nodes {\n        backend {\n          key\n        }\n        reference: nativeId\n        subject\n        status\n        createdAt\n        user {\n          fullName\n        }\n        messages(first: 1) {\n          nodes {\n            authorName\n            text\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        upstreamRequests\n      }\n    }\n  }\n": typeof types.FirstPageDocument,
    "\n  query WhoAmI {\n    viewer {\n      visibility\n      scopes\n      tokenExpiresAt\n      user {\n        id\n        fullName\n      }\n      organization {\n        id\n        name\n      }\n    }\n  }\n": typeof types.WhoAmIDocument,
    "\n  query UrgentAndOpen($filter: TicketFilter = { status: { in: [NEW, OPEN] }, priority: { in: [HIGH, URGENT] } }) {\n    tickets(first: 10, filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) {\n      totalCount {\n        value\n        precision\n      }\n      nodes {\n        id\n        subject\n        status\n        priority\n        assignee {\n          name\n        }\n        humanVerifiedCategory {\n          value\n          label\n        }\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        reason\n        pushed\n        evaluatedHere\n      }\n    }\n  }\n": typeof types.UrgentAndOpenDocument,
    "\n  query Backends {\n    backends {\n      key\n      displayName\n      provider\n      health\n      capabilities {\n        orders\n        updatableFields\n        filters {\n          field\n          operator\n          support\n        }\n      }\n      rateLimit {\n        limit\n        remaining\n      }\n    }\n  }\n": typeof types.BackendsDocument,
    "\n  query TicketToUpdate($id: ID!) {\n    ticket(id: $id) {\n      version\n      humanVerifiedCategory {\n        value\n        label\n      }\n      humanVerifiedSubcategory {\n        value\n      }\n      aiGeneratedCategory {\n        value\n      }\n    }\n  }\n": typeof types.TicketToUpdateDocument,
    "\n  mutation UpdateTicket($input: UpdateTicketInput!) {\n    updateTicket(input: $input) {\n      __typename\n      ... on UpdateTicketPayload {\n        ticket {\n          version\n          humanVerifiedCategory {\n            value\n            label\n          }\n          humanVerifiedSubcategory {\n            value\n          }\n          aiGeneratedCategory {\n            value\n          }\n        }\n      }\n      ... on UserError {\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on ForbiddenError {\n        requiredScopes\n      }\n      ... on ConflictError {\n        current {\n          version\n        }\n      }\n      ... on UpstreamError {\n        code\n        outcomeUnknown\n        retryable\n      }\n      ... on RateLimitedError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.UpdateTicketDocument,
};
const documents: Documents = {
    "\n  query FirstPage {\n    tickets(first: 5) {\n      nodes {\n        backend {\n          key\n        }\n        reference: nativeId\n        subject\n        status\n        createdAt\n        user {\n          fullName\n        }\n        messages(first: 1) {\n          nodes {\n            authorName\n            text\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        upstreamRequests\n      }\n    }\n  }\n": types.FirstPageDocument,
    "\n  query WhoAmI {\n    viewer {\n      visibility\n      scopes\n      tokenExpiresAt\n      user {\n        id\n        fullName\n      }\n      organization {\n        id\n        name\n      }\n    }\n  }\n": types.WhoAmIDocument,
    "\n  query UrgentAndOpen($filter: TicketFilter = { status: { in: [NEW, OPEN] }, priority: { in: [HIGH, URGENT] } }) {\n    tickets(first: 10, filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) {\n      totalCount {\n        value\n        precision\n      }\n      nodes {\n        id\n        subject\n        status\n        priority\n        assignee {\n          name\n        }\n        humanVerifiedCategory {\n          value\n          label\n        }\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        reason\n        pushed\n        evaluatedHere\n      }\n    }\n  }\n": types.UrgentAndOpenDocument,
    "\n  query Backends {\n    backends {\n      key\n      displayName\n      provider\n      health\n      capabilities {\n        orders\n        updatableFields\n        filters {\n          field\n          operator\n          support\n        }\n      }\n      rateLimit {\n        limit\n        remaining\n      }\n    }\n  }\n": types.BackendsDocument,
    "\n  query TicketToUpdate($id: ID!) {\n    ticket(id: $id) {\n      version\n      humanVerifiedCategory {\n        value\n        label\n      }\n      humanVerifiedSubcategory {\n        value\n      }\n      aiGeneratedCategory {\n        value\n      }\n    }\n  }\n": types.TicketToUpdateDocument,
    "\n  mutation UpdateTicket($input: UpdateTicketInput!) {\n    updateTicket(input: $input) {\n      __typename\n      ... on UpdateTicketPayload {\n        ticket {\n          version\n          humanVerifiedCategory {\n            value\n            label\n          }\n          humanVerifiedSubcategory {\n            value\n          }\n          aiGeneratedCategory {\n            value\n          }\n        }\n      }\n      ... on UserError {\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on ForbiddenError {\n        requiredScopes\n      }\n      ... on ConflictError {\n        current {\n          version\n        }\n      }\n      ... on UpstreamError {\n        code\n        outcomeUnknown\n        retryable\n      }\n      ... on RateLimitedError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.UpdateTicketDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FirstPage {\n    tickets(first: 5) {\n      nodes {\n        backend {\n          key\n        }\n        reference: nativeId\n        subject\n        status\n        createdAt\n        user {\n          fullName\n        }\n        messages(first: 1) {\n          nodes {\n            authorName\n            text\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        upstreamRequests\n      }\n    }\n  }\n"): typeof import('./graphql.js').FirstPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhoAmI {\n    viewer {\n      visibility\n      scopes\n      tokenExpiresAt\n      user {\n        id\n        fullName\n      }\n      organization {\n        id\n        name\n      }\n    }\n  }\n"): typeof import('./graphql.js').WhoAmIDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UrgentAndOpen($filter: TicketFilter = { status: { in: [NEW, OPEN] }, priority: { in: [HIGH, URGENT] } }) {\n    tickets(first: 10, filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) {\n      totalCount {\n        value\n        precision\n      }\n      nodes {\n        id\n        subject\n        status\n        priority\n        assignee {\n          name\n        }\n        humanVerifiedCategory {\n          value\n          label\n        }\n      }\n      backends {\n        backend {\n          key\n        }\n        outcome\n        reason\n        pushed\n        evaluatedHere\n      }\n    }\n  }\n"): typeof import('./graphql.js').UrgentAndOpenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Backends {\n    backends {\n      key\n      displayName\n      provider\n      health\n      capabilities {\n        orders\n        updatableFields\n        filters {\n          field\n          operator\n          support\n        }\n      }\n      rateLimit {\n        limit\n        remaining\n      }\n    }\n  }\n"): typeof import('./graphql.js').BackendsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TicketToUpdate($id: ID!) {\n    ticket(id: $id) {\n      version\n      humanVerifiedCategory {\n        value\n        label\n      }\n      humanVerifiedSubcategory {\n        value\n      }\n      aiGeneratedCategory {\n        value\n      }\n    }\n  }\n"): typeof import('./graphql.js').TicketToUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTicket($input: UpdateTicketInput!) {\n    updateTicket(input: $input) {\n      __typename\n      ... on UpdateTicketPayload {\n        ticket {\n          version\n          humanVerifiedCategory {\n            value\n            label\n          }\n          humanVerifiedSubcategory {\n            value\n          }\n          aiGeneratedCategory {\n            value\n          }\n        }\n      }\n      ... on UserError {\n        message\n      }\n      ... on ValidationError {\n        issues {\n          path\n          message\n        }\n      }\n      ... on ForbiddenError {\n        requiredScopes\n      }\n      ... on ConflictError {\n        current {\n          version\n        }\n      }\n      ... on UpstreamError {\n        code\n        outcomeUnknown\n        retryable\n      }\n      ... on RateLimitedError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): typeof import('./graphql.js').UpdateTicketDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
