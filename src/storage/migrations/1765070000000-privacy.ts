import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Privacy1765070000000 implements MigrationInterface {
  readonly name = 'Privacy1765070000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE preference ADD COLUMN privacy text NOT NULL DEFAULT 'full'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE preference DROP COLUMN privacy`);
  }
}
