import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE desk (
     id uuid CONSTRAINT desk_pk PRIMARY KEY,
     chat_key text NOT NULL CONSTRAINT desk_of_chat REFERENCES chat (key) ON UPDATE CASCADE ON DELETE CASCADE,
     owner_id text NOT NULL,
     account_id uuid CONSTRAINT desk_of_account REFERENCES account (id) ON DELETE SET NULL,
     forge jsonb NOT NULL,
     project_id text NOT NULL,
     project jsonb NOT NULL,
     allows_private boolean NOT NULL,
     daily_limit integer NOT NULL,
     paused_for text,
     created_at timestamptz NOT NULL
   )`,
  `CREATE INDEX desk_by_chat ON desk (chat_key)`,
  `CREATE INDEX desk_by_account ON desk (account_id)`,
  `CREATE TABLE desk_block (
     desk_id uuid NOT NULL CONSTRAINT desk_block_of_desk REFERENCES desk (id) ON DELETE CASCADE,
     person_id text NOT NULL,
     name text NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT desk_block_pk PRIMARY KEY (desk_id, person_id)
   )`,
  `CREATE TABLE ticket (
     id uuid CONSTRAINT ticket_pk PRIMARY KEY,
     desk_id uuid NOT NULL CONSTRAINT ticket_of_desk REFERENCES desk (id) ON DELETE CASCADE,
     request_key text NOT NULL CONSTRAINT ticket_request UNIQUE,
     number text NOT NULL,
     url text,
     title text NOT NULL,
     reporter_id text NOT NULL,
     reporter_name text NOT NULL,
     chat_key text NOT NULL CONSTRAINT ticket_of_chat REFERENCES chat (key) ON UPDATE CASCADE ON DELETE CASCADE,
     seen jsonb NOT NULL,
     created_at timestamptz NOT NULL
   )`,
  `CREATE INDEX ticket_by_issue ON ticket (desk_id, number)`,
  `CREATE INDEX ticket_by_reporter ON ticket (reporter_id, created_at)`,
  `CREATE INDEX ticket_by_chat ON ticket (chat_key)`,
  `CREATE TABLE held_comment (
     ticket_id uuid NOT NULL CONSTRAINT held_comment_of_ticket REFERENCES ticket (id) ON DELETE CASCADE,
     comment_id text NOT NULL,
     body jsonb NOT NULL,
     CONSTRAINT held_comment_pk PRIMARY KEY (ticket_id, comment_id)
   )`,
];

const DOWN = [
  `DROP TABLE held_comment`,
  `DROP TABLE ticket`,
  `DROP TABLE desk_block`,
  `DROP TABLE desk`,
  `DELETE FROM outbox WHERE payload ->> 'kind' = 'ticket'`,
  `DELETE FROM chat WHERE key = 'desks'`,
];

export class Desks1764700000000 implements MigrationInterface {
  readonly name = 'Desks1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
