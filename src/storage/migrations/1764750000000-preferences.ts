import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE preference (
     chat_key text CONSTRAINT preference_pk PRIMARY KEY
       CONSTRAINT preference_of_chat REFERENCES chat (key) ON DELETE CASCADE ON UPDATE CASCADE,
     time_zone text,
     quiet_hours jsonb,
     lets_urgent_through boolean NOT NULL,
     digest jsonb,
     digest_due_at timestamptz,
     remind_after_hours integer,
     reminded_until timestamptz
   )`,
  `CREATE INDEX preference_by_digest ON preference (digest_due_at)`,
  `CREATE INDEX preference_by_reminder ON preference (reminded_until)`,
];

const DOWN = [`DROP TABLE preference`];

export class Preferences1764750000000 implements MigrationInterface {
  readonly name = 'Preferences1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
