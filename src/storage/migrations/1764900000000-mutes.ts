import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE mute (
     id uuid CONSTRAINT mute_pk PRIMARY KEY,
     chat_key text NOT NULL CONSTRAINT mute_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     target text NOT NULL,
     title text NOT NULL,
     until timestamptz NOT NULL,
     state text,
     CONSTRAINT mute_identity UNIQUE (chat_key, target)
   )`,
];

const DOWN = [`DROP TABLE mute`];

export class Mutes1764900000000 implements MigrationInterface {
  readonly name = 'Mutes1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
