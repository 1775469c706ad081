import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Level and filter that a watch gets back when a mute for good ends. */
export class BeforeMute1765106000000 implements MigrationInterface {
  readonly name = 'BeforeMute1765106000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE watch ADD COLUMN before_mute jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE watch DROP COLUMN before_mute`);
  }
}
