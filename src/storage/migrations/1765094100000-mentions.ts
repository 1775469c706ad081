import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE mention (
     chat_id text NOT NULL,
     account_id uuid NOT NULL CONSTRAINT mention_of_account REFERENCES account (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL,
     CONSTRAINT mention_pk PRIMARY KEY (chat_id, account_id)
   )`,
  `CREATE INDEX mention_by_account ON mention (account_id)`,
];

const DOWN = [`DROP TABLE mention`];

export class Mentions1765094100000 implements MigrationInterface {
  readonly name = 'Mentions1765094100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
