import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SummedUp1765010000000 implements MigrationInterface {
  readonly name = 'SummedUp1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ADD COLUMN summed_up_in text`);
    await runner.query(
      `CREATE INDEX outbox_by_summary ON outbox (summed_up_in) WHERE summed_up_in IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox DROP COLUMN summed_up_in`);
  }
}
