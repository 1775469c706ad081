import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE member (
     id text CONSTRAINT member_pk PRIMARY KEY,
     name text NOT NULL,
     language text NOT NULL,
     is_operator boolean NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `CREATE TABLE chat (
     key text CONSTRAINT chat_pk PRIMARY KEY,
     chat_id text NOT NULL,
     topic_id text,
     kind text NOT NULL,
     title text,
     is_reachable boolean NOT NULL
   )`,
  `CREATE INDEX chat_by_chat_id ON chat (chat_id)`,
  `CREATE TABLE account (
     id uuid CONSTRAINT account_pk PRIMARY KEY,
     person_id text NOT NULL CONSTRAINT account_of_member REFERENCES member (id) ON DELETE CASCADE,
     forge_kind text NOT NULL,
     forge_url text NOT NULL,
     forge_api_url text NOT NULL,
     user_id text NOT NULL,
     user_login text NOT NULL,
     user_name text NOT NULL,
     token jsonb NOT NULL,
     sealed_token text NOT NULL,
     state text NOT NULL,
     linked_at timestamptz NOT NULL,
     next_due_at timestamptz,
     leased_until timestamptz,
     lease_owner text,
     lease_token bigint NOT NULL DEFAULT 0,
     CONSTRAINT account_identity UNIQUE (person_id, forge_kind, forge_url, user_id)
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX account_due ON account (next_due_at)`,
  `CREATE INDEX account_by_forge ON account (forge_kind, forge_url)`,
  `CREATE TABLE project (
     account_id uuid NOT NULL CONSTRAINT project_of_account REFERENCES account (id) ON DELETE CASCADE,
     id text NOT NULL,
     path text NOT NULL,
     name text NOT NULL,
     url text NOT NULL,
     default_branch text,
     CONSTRAINT project_pk PRIMARY KEY (account_id, id)
   )`,
  `CREATE TABLE watch (
     id uuid CONSTRAINT watch_pk PRIMARY KEY,
     chat_key text NOT NULL CONSTRAINT watch_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     account_id uuid NOT NULL,
     project_id text NOT NULL,
     level text NOT NULL,
     muted_until timestamptz,
     is_confirmed boolean NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT watch_identity UNIQUE (chat_key, account_id, project_id),
     CONSTRAINT watch_of_project FOREIGN KEY (account_id, project_id)
       REFERENCES project (account_id, id) ON DELETE CASCADE
   )`,
  `CREATE INDEX watch_by_project ON watch (account_id, project_id)`,
  `CREATE TABLE feed (
     id uuid CONSTRAINT feed_pk PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT feed_of_account REFERENCES account (id) ON DELETE CASCADE,
     kind text NOT NULL,
     project_id text,
     cursor jsonb,
     baseline_at timestamptz,
     next_poll_at timestamptz NOT NULL,
     last_change_at timestamptz,
     woken_at timestamptz,
     is_running boolean NOT NULL DEFAULT false,
     failures integer NOT NULL DEFAULT 0,
     last_error text,
     CONSTRAINT feed_identity UNIQUE (account_id, kind, project_id)
   ) WITH (fillfactor = 70)`,
  `CREATE UNIQUE INDEX feed_of_account_identity ON feed (account_id, kind) WHERE project_id IS NULL`,
  `CREATE INDEX feed_peers ON feed (project_id, kind)`,
  `CREATE TABLE snapshot (
     account_id uuid NOT NULL CONSTRAINT snapshot_of_account REFERENCES account (id) ON DELETE CASCADE,
     key text NOT NULL,
     kind text NOT NULL,
     project_id text NOT NULL,
     body jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT snapshot_pk PRIMARY KEY (account_id, key)
   )`,
  `CREATE INDEX snapshot_by_project ON snapshot (account_id, project_id)`,
  `CREATE TABLE event (
     id bigserial CONSTRAINT event_pk PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT event_of_account REFERENCES account (id) ON DELETE CASCADE,
     key text NOT NULL,
     type text NOT NULL,
     project_id text NOT NULL,
     body jsonb NOT NULL,
     at timestamptz,
     created_at timestamptz NOT NULL,
     CONSTRAINT event_identity UNIQUE (account_id, key)
   )`,
  `CREATE INDEX event_by_age ON event (created_at)`,
  `CREATE TABLE outbox (
     id bigserial CONSTRAINT outbox_pk PRIMARY KEY,
     chat_key text NOT NULL CONSTRAINT outbox_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     account_id uuid NOT NULL CONSTRAINT outbox_of_account REFERENCES account (id) ON DELETE CASCADE,
     dedupe_key text NOT NULL,
     payload jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     started_attempts integer NOT NULL DEFAULT 0,
     finished_attempts integer NOT NULL DEFAULT 0,
     sent_at timestamptz,
     abandoned_at timestamptz,
     last_error text,
     CONSTRAINT outbox_identity UNIQUE (chat_key, dedupe_key)
   )`,
  `CREATE INDEX outbox_head ON outbox (chat_key, id) WHERE sent_at IS NULL AND abandoned_at IS NULL`,
  `CREATE INDEX outbox_by_account ON outbox (account_id)`,
  `CREATE INDEX outbox_by_age ON outbox (created_at)`,
  `CREATE TABLE lane (
     chat_key text CONSTRAINT lane_pk PRIMARY KEY
       CONSTRAINT lane_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     next_due_at timestamptz,
     leased_until timestamptz,
     lease_owner text,
     lease_token bigint NOT NULL DEFAULT 0,
     wake bigint NOT NULL DEFAULT 0
   ) WITH (fillfactor = 50)`,
  `CREATE INDEX lane_due ON lane (next_due_at)`,
  `CREATE TABLE card (
     chat_key text NOT NULL CONSTRAINT card_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     card_key text NOT NULL,
     message_id text NOT NULL,
     fingerprint text NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT card_pk PRIMARY KEY (chat_key, card_key)
   )`,
  `CREATE TABLE pending (
     id text CONSTRAINT pending_pk PRIMARY KEY,
     chat_key text NOT NULL,
     person_id text,
     action text NOT NULL,
     payload jsonb NOT NULL,
     sealed_secret text,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX pending_by_expiry ON pending (expires_at)`,
  `CREATE TABLE setting (name text CONSTRAINT setting_pk PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE role (
     role text CONSTRAINT role_pk PRIMARY KEY,
     owner text NOT NULL,
     held_until timestamptz NOT NULL
   )`,
  `CREATE TABLE process (owner text CONSTRAINT process_pk PRIMARY KEY, alive_until timestamptz NOT NULL)`,
];

export class Initial1764000000000 implements MigrationInterface {
  readonly name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE process, role, setting, pending, card, lane, outbox, event, snapshot, feed, watch, project,
         account, chat, member`,
    );
  }
}
