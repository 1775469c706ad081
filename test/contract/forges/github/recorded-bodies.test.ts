import { holdBodies } from '../hold-bodies.js';
import { BODY_TABLE, NOT_READ } from './body-table.js';
import { describeContract, recordings } from './recordings.js';

const bodies = recordings(/\.json$/).map(({ name, body }) => ({
  kind: name.replace(/^hub4j-/, '').replace(/-[0-9a-f]{6}\.json$/, ''),
  body,
}));

describeContract('recorded bodies of GitHub', () =>
  holdBodies(bodies, { rows: BODY_TABLE, unread: NOT_READ }),
);
