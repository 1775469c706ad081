import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE reaction_event (
     event_id bigint CONSTRAINT reaction_event_pk PRIMARY KEY
       CONSTRAINT reaction_event_of_event REFERENCES event (id) ON DELETE CASCADE
   )`,
  `CREATE TABLE reaction_run (
     id bigserial CONSTRAINT reaction_run_pk PRIMARY KEY,
     event_id bigint NOT NULL CONSTRAINT reaction_run_of_event REFERENCES event (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT reaction_run_of_account REFERENCES account (id) ON DELETE CASCADE,
     module text NOT NULL,
     handler text NOT NULL,
     name text NOT NULL,
     occasion text NOT NULL,
     card text NOT NULL,
     next_due_at timestamptz NOT NULL,
     started_attempts integer NOT NULL DEFAULT 0,
     finished_attempts integer NOT NULL DEFAULT 0,
     failures integer NOT NULL DEFAULT 0,
     finished_at timestamptz,
     result text,
     code text,
     CONSTRAINT reaction_run_identity UNIQUE (account_id, handler, occasion)
   )`,
  `CREATE INDEX reaction_run_waiting ON reaction_run (account_id, module, event_id, id) WHERE finished_at IS NULL`,
  `CREATE INDEX reaction_run_of_card ON reaction_run (account_id, handler, card, finished_at)`,
  `CREATE INDEX reaction_run_by_event ON reaction_run (event_id)`,
  `CREATE TABLE reaction_lane (
     account_id uuid NOT NULL CONSTRAINT reaction_lane_of_account REFERENCES account (id) ON DELETE CASCADE,
     module text NOT NULL,
     next_due_at timestamptz,
     leased_until timestamptz,
     lease_owner text,
     lease_token bigint NOT NULL DEFAULT 0,
     CONSTRAINT reaction_lane_pk PRIMARY KEY (account_id, module)
   )`,
  `CREATE TABLE reaction_memory (
     account_id uuid NOT NULL CONSTRAINT reaction_memory_of_account REFERENCES account (id) ON DELETE CASCADE,
     module text NOT NULL,
     key text NOT NULL,
     value jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT reaction_memory_pk PRIMARY KEY (account_id, module, key)
   )`,
  `CREATE INDEX reaction_memory_by_age ON reaction_memory (created_at)`,
];

const DOWN = [
  `DROP TABLE reaction_memory, reaction_lane, reaction_run, reaction_event`,
  `DELETE FROM chat WHERE key = 'reactions'`,
];

export class Reactions1764500000000 implements MigrationInterface {
  readonly name = 'Reactions1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
