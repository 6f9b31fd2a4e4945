import type { NumberedMigration } from './numbered-migration.js';

/**
 * Tickets, messages, people, classifications, settings.
 *
 * Keys begin with the backend, so that Citus can distribute by it and keep a backend's tickets and messages together;
 * users and organizations are small and become reference tables. Native ids compare by code unit: collation "C".
 */
export const createTickets: NumberedMigration = {
  name: '0001-tickets',
  statements: [
    `create table organizations (
      id text collate "C" primary key,
      name text not null
    )`,
    `create table users (
      id text collate "C" primary key,
      email text,
      email_key text,
      email_verified boolean not null,
      full_name text,
      organization_id text collate "C" references organizations,
      joined_at timestamptz(3)
    )`,
    `create index users_by_verified_email on users (email_key) where email_verified`,
    `create table identity_links (
      backend text collate "C" not null,
      identity text collate "C" not null,
      user_id text collate "C" not null references users,
      primary key (backend, identity)
    )`,
    `create table categories (
      backend text collate "C" not null,
      value text collate "C" not null,
      label text not null,
      position integer not null,
      primary key (backend, value)
    )`,
    `create table subcategories (
      backend text collate "C" not null,
      category text collate "C" not null,
      value text collate "C" not null,
      label text not null,
      position integer not null,
      primary key (backend, category, value),
      foreign key (backend, category) references categories on delete cascade
    )`,
    `create table settings (
      name text collate "C" primary key,
      value text not null
    )`,
    `create table tickets (
      backend text collate "C" not null,
      native_id text collate "C" not null,
      user_id text collate "C" references users,
      organization_id text collate "C" references organizations,
      reference text,
      external_ticket_id text,
      url text,
      requester json,
      assignee json,
      subject text,
      status text,
      status_name text,
      priority text,
      priority_name text,
      source text,
      source_name text,
      human_verified_category text,
      human_verified_subcategory text,
      ai_generated_category text,
      ai_generated_subcategory text,
      type_deprecated text,
      tags text[] not null,
      conversation_summary text,
      custom_fields json,
      attributes json,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3),
      resolved_at timestamptz(3),
      closed_at timestamptz(3),
      latest_message_at timestamptz(3),
      details json,
      version bigint not null,
      words text[] not null,
      internal_words text[] not null,
      primary key (backend, native_id)
    )`,
    `create table messages (
      backend text collate "C" not null,
      ticket_native_id text collate "C" not null,
      position integer not null,
      id text not null,
      native_id text,
      type text not null,
      visibility text not null,
      author_name text,
      text text not null,
      text_clean text,
      created_at timestamptz(3),
      primary key (backend, ticket_native_id, position),
      foreign key (backend, ticket_native_id) references tickets on delete cascade
    )`,
    // The orders. Null is the lowest value, and an index cannot say so in both directions, hence the stand-ins.
    `create index tickets_by_creation on tickets (backend, created_at, native_id)`,
    `create index tickets_by_update
      on tickets (backend, coalesce(updated_at, '-infinity'::timestamptz), native_id)`,
    `create index tickets_by_resolution
      on tickets (backend, coalesce(resolved_at, '-infinity'::timestamptz), native_id)`,
    `create index tickets_by_priority
      on tickets (backend, coalesce(array_position('{LOW,NORMAL,HIGH,URGENT}'::text[], priority), 0), native_id)`,
    // The common filters, each with the usual order behind it.
    `create index tickets_by_user on tickets (backend, user_id, created_at, native_id)`,
    `create index tickets_by_organization on tickets (backend, organization_id, created_at, native_id)`,
    `create index tickets_by_status on tickets (backend, status, created_at, native_id)`,
    `create index tickets_by_category on tickets (backend, human_verified_category, created_at, native_id)`,
    `create index tickets_by_ai_category on tickets (backend, ai_generated_category, created_at, native_id)`,
    `create index tickets_by_external_id on tickets (backend, external_ticket_id)`,
    `create index tickets_by_tag on tickets using gin (tags)`,
    `create index tickets_by_word on tickets using gin (words)`,
    `create index tickets_by_internal_word on tickets using gin (internal_words)`,
  ],
};
