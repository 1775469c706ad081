import type { ForgeEvent } from '../../../src/domain/event.js';
import type { PeopleStores } from '../../../src/domain/ports/people-store.js';
import type { Project } from '../../../src/domain/project.js';
import { DAY } from '../../../src/domain/time.js';
import type { Sql } from '../../../src/storage/sql.js';
import {
  aComment,
  aMergeRequest,
  anEvent,
  ALICE,
  aPipeline,
  aTokenFacts,
  GITLAB,
} from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';
import { linkAccount } from '../link-account.js';

export const OWNER = '42';
const WATCHED = 20;
/** Its events are kept and hidden, for nobody watches it any more. */
const HIDDEN = WATCHED + 1;
const DAYS = 90;
/** Rows of one statement. */
const CHUNK = 25_000;

interface Scale {
  readonly events: number;
  readonly now: Date;
}

/** A person who watches 20 projects in which very much happened in 90 days. Returns the account's id. */
export async function fillTimeline(stores: PeopleStores, sql: Sql, { events, now }: Scale): Promise<string> {
  const accountId = await linkAccount(stores, {
    personId: OWNER,
    forge: GITLAB,
    token: 'glpat-not-a-real-token-1',
    identity: { user: ALICE, token: aTokenFacts() },
    projects: Array.from({ length: WATCHED }, (_, index) => projectOf(index + 1)),
    now,
  });
  for (let first = 1; first <= events; first += CHUNK) {
    const last = Math.min(events, first + CHUNK - 1);
    const stepSeconds = (DAYS * DAY) / 1_000 / events;
    await sql(FILL, [accountId, first, last, events, now, stepSeconds, JSON.stringify(TEMPLATES)]);
  }
  return accountId;
}

function projectOf(number: number): Project {
  const path = `group/app-${number}`;
  return {
    id: String(number),
    path,
    name: `app-${number}`,
    url: `${GITLAB.url}/${path}`,
    defaultBranch: 'main',
  };
}

/** By how often they happen, in hundredths; issues, being on no branch, never meet `main`. */
const TEMPLATES: readonly { readonly upTo: number; readonly event: ForgeEvent }[] = [
  {
    upTo: 25,
    event: anEvent({
      type: 'pipeline-succeeded',
      subject: aPipeline({ status: 'success', durationSeconds: 245 }),
    }),
  },
  {
    upTo: 40,
    event: anEvent({
      subject: aPipeline({
        status: 'failed',
        failedJobs: ['unit', 'lint', 'browser'].map((name) => ({ id: name, name, stage: 'test', url: null })),
      }),
    }),
  },
  {
    upTo: 60,
    event: anEvent({
      type: 'merge-request-opened',
      topic: 'merge-requests',
      subject: aMergeRequest({ labels: ['backend', 'needs review'], reviewers: [ALICE] }),
    }),
  },
  {
    upTo: 75,
    event: anEvent({ type: 'comment-added', topic: 'talk', subject: aComment({ body: 'word '.repeat(80) }) }),
  },
  { upTo: 99, event: anEvent({ type: 'issue-opened', topic: 'issues', subject: anIssue() }) },
  {
    upTo: 100,
    event: anEvent({ type: 'issue-closed', topic: 'issues', subject: anIssue({ state: 'closed' }) }),
  },
];

/**
 * `n` counts from the oldest. The digits of its hash choose: the kind, a project (the first has a third of all), a
 * person of 40, and a branch: `main`, one of 5,000 topics, or `release-1`, which ended after the first third.
 */
const FILL = `
  INSERT INTO event (account_id, key, type, project_id, body, actor, branches, at, created_at)
  SELECT $1::uuid, 'bench:' || n, t.event->>'type', project_id,
    t.event || jsonb_build_object('key', 'bench:' || n, 'projectId', project_id, 'at', at,
      'actor', jsonb_build_object('id', actor, 'login', actor, 'name', initcap(actor)),
      'subject', t.event->'subject' || jsonb_build_object('title', 'Change ' || n) ||
        CASE WHEN t.event->'subject' ? 'ref' THEN jsonb_build_object('ref', branch) ELSE '{}' END),
    actor,
    CASE t.event->>'topic' WHEN 'issues' THEN '{}' WHEN 'talk' THEN '{}'
      WHEN 'merge-requests' THEN ARRAY['topic-' || h % 5000, branch] ELSE ARRAY[branch] END,
    at, at
  FROM (
    SELECT n, h, date_trunc('milliseconds',
        $5::timestamptz - make_interval(secs => ($4::integer - n) * $6::float8)) AS at,
      CASE WHEN h / 7 % 100 < 10 THEN '${HIDDEN}' WHEN h / 7 % 3 = 0 THEN '1' ELSE (h / 7 % ${WATCHED} + 1)::text END
        AS project_id,
      CASE WHEN n % ($4::integer / 30) = 7 THEN 'rare' WHEN h / 7 % 100 < 10 THEN 'ghost'
        WHEN h / 700 % 5 = 0 THEN 'person-0' ELSE 'person-' || h / 700 % 40 END AS actor,
      CASE WHEN n % ($4::integer / 30) = 9 THEN 'rare' WHEN h / 11 % 2 = 0 THEN 'main'
        WHEN n < $4::integer / 3 AND h / 22 % 2 = 0 THEN 'release-1' ELSE 'topic-' || h % 5000 END AS branch
    FROM (SELECT n, abs(hashint4(n)::bigint) AS h FROM generate_series($2::integer, $3::integer) AS n) AS counted
  ) AS made
  JOIN LATERAL (
    SELECT one->'event' AS event FROM jsonb_array_elements($7::jsonb) AS one
    WHERE (one->>'upTo')::integer > h / 13 % 100 ORDER BY (one->>'upTo')::integer LIMIT 1) AS t ON true`;
