import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE pass (
     hash text CONSTRAINT pass_pk PRIMARY KEY,
     kind text NOT NULL,
     person_id text NOT NULL CONSTRAINT pass_of_member REFERENCES member (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX pass_by_person ON pass (person_id)`,
];

const DOWN = [`DROP TABLE pass`];

export class Passes1764600000000 implements MigrationInterface {
  readonly name = 'Passes1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
