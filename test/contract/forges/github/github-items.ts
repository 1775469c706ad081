/** Items as api.github.com shows them, with the fields that its specification requires and a test may name. */
export const REPOSITORY = {
  id: 7001,
  name: 'shop',
  full_name: 'acme/shop',
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
};

export const ALICE = { id: 101, login: 'alice' };
export const BOB = { id: 102, login: 'bob' };
export const CAROL = { id: 103, login: 'carol' };

/** Seconds after noon of the day on which everything happens. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1_000).toISOString().replace('.000', '');
}

export type Item = Readonly<Record<string, unknown>>;

export function aPull(number: number, over: Item = {}): Item {
  return {
    id: 9_000 + number,
    number,
    title: `Change ${number}`,
    body: null,
    state: 'open',
    draft: false,
    user: BOB,
    head: { ref: `topic-${number}`, sha: 'a'.repeat(40) },
    base: { ref: 'main', repo: { id: REPOSITORY.id } },
    requested_reviewers: [],
    requested_teams: [],
    assignees: [],
    labels: [],
    html_url: `https://github.com/acme/shop/pull/${number}`,
    created_at: at(-86_400),
    updated_at: at(-3_600),
    closed_at: null,
    merged_at: null,
    ...over,
  };
}

export function anIssue(number: number, over: Item = {}): Item {
  return {
    id: 8_000 + number,
    number,
    title: `Issue ${number}`,
    body: null,
    state: 'open',
    user: BOB,
    assignees: [],
    labels: [],
    html_url: `https://github.com/acme/shop/issues/${number}`,
    created_at: at(-86_400),
    updated_at: at(-3_600),
    closed_at: null,
    ...over,
  };
}

export function aRun(id: number, over: Item = {}): Item {
  return {
    id,
    name: 'CI',
    display_title: 'Add the basket',
    run_number: id - 5_000,
    run_attempt: 1,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: 'b'.repeat(40),
    actor: BOB,
    triggering_actor: BOB,
    pull_requests: [],
    repository: { id: REPOSITORY.id },
    html_url: `https://github.com/acme/shop/actions/runs/${id}`,
    created_at: at(-3_600),
    updated_at: at(-3_540),
    run_started_at: at(-3_600),
    ...over,
  };
}

export function aComment(id: number, number: number, over: Item = {}): Item {
  return {
    id,
    body: 'Nice.',
    user: BOB,
    html_url: `https://github.com/acme/shop/pull/${number}#issuecomment-${id}`,
    created_at: at(-3_600),
    updated_at: at(-3_600),
    ...over,
  };
}

export function aReview(user: Item | null, state: string, seconds: number, over: Item = {}): Item {
  return { user, state, commit_id: 'a'.repeat(40), submitted_at: at(seconds), ...over };
}

export function aRelease(id: number, over: Item = {}): Item {
  return {
    id,
    tag_name: `v${id}`,
    name: `Release ${id}`,
    body: 'It is faster.',
    draft: false,
    prerelease: false,
    author: BOB,
    assets: [{ name: 'shop.zip' }],
    html_url: `https://github.com/acme/shop/releases/tag/v${id}`,
    created_at: at(-86_400),
    published_at: at(-3_600),
    ...over,
  };
}

export function aTag(name: string, letter = 'a'): Item {
  return { name, commit: { sha: letter.repeat(40) } };
}

export function anActivity(id: number, over: Item = {}): Item {
  return {
    id,
    before: 'a'.repeat(40),
    after: 'b'.repeat(40),
    ref: 'refs/heads/main',
    timestamp: at(-3_600),
    activity_type: 'push',
    actor: BOB,
    ...over,
  };
}

/** Bob's, behind its parents. */
export function aLinkedCommit(letter: string, parents: readonly string[] = [], over: Item = {}): Item {
  return {
    sha: letter.repeat(40),
    commit: { message: 'Write docs', author: { name: 'Bob Baker', date: at(-3_600) } },
    author: BOB,
    parents: parents.map((parent) => ({ sha: parent.repeat(40) })),
    ...over,
  };
}

export function aChangedFile(filename: string, over: Item = {}): Item {
  return {
    filename,
    status: 'modified',
    additions: 2,
    deletions: 1,
    patch: '@@ -1 +1,2 @@\n-Old\n+New',
    ...over,
  };
}

export function aThread(id: number, over: Item = {}): Item {
  return {
    id: String(id),
    reason: 'review_requested',
    updated_at: at(-3_600),
    repository: { id: REPOSITORY.id },
    subject: { type: 'PullRequest' },
    ...over,
  };
}

export function aDeployment(id: number, over: Item = {}): Item {
  return {
    id,
    environment: 'production',
    production_environment: true,
    ref: 'main',
    sha: '1a2b3c4d'.repeat(5),
    creator: BOB,
    performed_via_github_app: null,
    created_at: at(60),
    updated_at: at(60),
    ...over,
  };
}

export function aDeploymentStatus(id: number, state: string, over: Item = {}): Item {
  return {
    id,
    state,
    log_url: 'https://github.com/acme/shop/actions/runs/9',
    target_url: '',
    environment_url: 'https://shop.example.com',
    created_at: at(60 + id),
    updated_at: at(60 + id),
    ...over,
  };
}

export function aPackage(name: string, over: Item = {}): Item {
  return {
    name,
    html_url: `https://github.com/acme/shop/pkgs/container/${name.split('/').at(-1) ?? ''}`,
    repository: { id: REPOSITORY.id },
    ...over,
  };
}

export function aPackageVersion(digest: string, tags: readonly string[], over: Item = {}): Item {
  return {
    name: digest,
    html_url: `https://github.com/acme/shop/pkgs/container/api/${digest}`,
    updated_at: at(-3_600),
    metadata: { package_type: 'container', container: { tags } },
    ...over,
  };
}

export function aMilestone(number: number, over: Item = {}): Item {
  return {
    id: 700 + number,
    title: '1.0',
    due_on: '2026-01-05T08:00:00Z',
    open_issues: 4,
    closed_issues: 8,
    html_url: `https://github.com/acme/shop/milestone/${number}`,
    created_at: at(-3_600),
    updated_at: at(-3_600),
    ...over,
  };
}
