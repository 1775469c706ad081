import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE member ADD COLUMN access text`,
  `ALTER TABLE member ADD COLUMN seen_at timestamptz`,
  `CREATE TABLE stranger (
     id text CONSTRAINT stranger_pk PRIMARY KEY,
     name text NOT NULL,
     language text NOT NULL,
     asked_at timestamptz NOT NULL,
     is_denied boolean NOT NULL
   )`,
  `CREATE TABLE invite (
     code text CONSTRAINT invite_pk PRIMARY KEY,
     made_by text NOT NULL CONSTRAINT invite_of_member REFERENCES member (id) ON DELETE CASCADE,
     forge_url text NOT NULL,
     paths jsonb NOT NULL,
     lets_in boolean NOT NULL,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX invite_by_maker ON invite (made_by)`,
];

const DOWN = [
  `DROP TABLE invite`,
  `DROP TABLE stranger`,
  // An older version knows no decision, and would let in whom an operator shut out.
  `DELETE FROM member WHERE access = 'revoked'`,
  `ALTER TABLE member DROP COLUMN seen_at`,
  `ALTER TABLE member DROP COLUMN access`,
];

export class Access1764950000000 implements MigrationInterface {
  readonly name = 'Access1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
