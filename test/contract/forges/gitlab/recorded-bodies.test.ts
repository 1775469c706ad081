import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { holdBodies } from '../hold-bodies.js';
import { BODY_TABLE, NOT_READ } from './body-table.js';

const FOLDER = fileURLToPath(new URL('../../../../../shared/contracts/gitlab/bodies/', import.meta.url));

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];
const bodies = files.map((name) => ({
  kind: name.replace(/^gitlab4j-/, '').replace(/\.json$/, ''),
  body: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown,
}));
const [describeHere, why] =
  files.length > 0 ? [describe, ''] : [describe.skip, ' (skipped: ../shared/contracts is missing)'];

describeHere(`recorded bodies of GitLab${why}`, () =>
  holdBodies(bodies, { rows: BODY_TABLE, unread: NOT_READ }),
);
