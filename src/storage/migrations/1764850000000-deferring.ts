import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deferring1764850000000 implements MigrationInterface {
  readonly name = 'Deferring1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ADD COLUMN deferred_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox DROP COLUMN deferred_at`);
  }
}
