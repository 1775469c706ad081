import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which pull requests of GitHub lack verdicts from before they were watched nothing told. */
const UP = `UPDATE snapshot SET body = body || '{"isSketch":true}'::jsonb FROM account
  WHERE account.id = snapshot.account_id AND account.forge_kind = 'github' AND snapshot.kind = 'merge-request'
    AND body->>'state' = 'open'`;

const DOWN = `UPDATE snapshot SET body = body - 'isSketch' WHERE kind = 'merge-request' AND body ? 'isSketch'`;

export class Sketches1765020000000 implements MigrationInterface {
  readonly name = 'Sketches1765020000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
