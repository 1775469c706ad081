import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Topics1765080000000 implements MigrationInterface {
  readonly name = 'Topics1765080000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE lane ADD COLUMN closed_until timestamptz, ADD COLUMN is_topic_lost boolean NOT NULL DEFAULT false`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE lane DROP COLUMN closed_until, DROP COLUMN is_topic_lost`);
  }
}
