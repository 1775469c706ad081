import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE action (
     id bigserial CONSTRAINT action_pk PRIMARY KEY,
     request_key text NOT NULL CONSTRAINT action_request UNIQUE,
     occasion text,
     person_id text NOT NULL,
     deed jsonb NOT NULL,
     started_at timestamptz NOT NULL,
     finished_at timestamptz,
     result text,
     code text,
     receipt jsonb
   )`,
  `CREATE UNIQUE INDEX action_under_way ON action (occasion) WHERE finished_at IS NULL`,
  `CREATE INDEX action_by_person ON action (person_id, id)`,
  `CREATE INDEX action_by_age ON action (started_at)`,
];

const DOWN = [`DROP TABLE action`];

export class Actions1764200000000 implements MigrationInterface {
  readonly name = 'Actions1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
