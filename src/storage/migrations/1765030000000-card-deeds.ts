import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CardDeeds1765030000000 implements MigrationInterface {
  readonly name = 'CardDeeds1765030000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE card ADD COLUMN deed jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE card DROP COLUMN deed`);
  }
}
