import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE watch ADD COLUMN filter jsonb`,
  `ALTER TABLE outbox ADD COLUMN message_id text`,
  `CREATE INDEX outbox_by_message ON outbox (message_id)`,
];

const DOWN = [
  `DROP INDEX outbox_by_message`,
  `ALTER TABLE outbox DROP COLUMN message_id`,
  `UPDATE watch SET level = filter ->> 'base' WHERE level = 'custom'`,
  `ALTER TABLE watch DROP COLUMN filter`,
];

/** Both columns are added without rewriting their tables. */
export class Filters1764100000000 implements MigrationInterface {
  readonly name = 'Filters1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
