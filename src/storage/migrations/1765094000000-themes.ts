import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Themes1765094000000 implements MigrationInterface {
  readonly name = 'Themes1765094000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE preference ADD COLUMN theme text NOT NULL DEFAULT 'light'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE preference DROP COLUMN theme`);
  }
}
