const PAGES = [{ $ref: '#/components/parameters/per-page' }, { $ref: '#/components/parameters/page' }];

const PACKAGE_LIST = [
  {
    name: 'package_type',
    in: 'query',
    schema: { type: 'string', enum: ['npm', 'maven', 'rubygems', 'docker', 'nuget', 'container'] },
  },
  { name: 'visibility', in: 'query', schema: { type: 'string', enum: ['public', 'private', 'internal'] } },
  ...PAGES,
];

const VERSION_LIST = [
  { name: 'state', in: 'query', schema: { type: 'string', enum: ['active', 'deleted'] } },
  ...PAGES,
];

/**
 * What the subset of GitHub's description leaves out and Forgewatch asks for, as the full description has it:
 * `repos/list-activities`, `repos/list-tags`, `repos/list-branches`, `git/list-matching-refs`, `git/get-ref`, `git/delete-ref`, `repos/compare-commits-with-basehead`, `issues/list-milestones` and the lists of packages and their versions of @octokit/openapi-types 29.0.1.
 */
export const ADDED_PATHS = {
  '/repos/{owner}/{repo}/activity': {
    get: {
      parameters: [
        { $ref: '#/components/parameters/direction' },
        { $ref: '#/components/parameters/per-page' },
        { $ref: '#/components/parameters/pagination-before' },
        { $ref: '#/components/parameters/pagination-after' },
        { name: 'ref', in: 'query', schema: { type: 'string' } },
        { name: 'actor', in: 'query', schema: { type: 'string' } },
        {
          name: 'time_period',
          in: 'query',
          schema: { type: 'string', enum: ['day', 'week', 'month', 'quarter', 'year'] },
        },
        { name: 'activity_type', in: 'query', schema: { type: 'string' } },
      ],
      responses: listOf('activity'),
    },
  },
  '/repos/{owner}/{repo}/compare/{basehead}': {
    get: {
      parameters: [{ $ref: '#/components/parameters/page' }, { $ref: '#/components/parameters/per-page' }],
      responses: {
        '200': {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/commit-comparison' } } },
        },
      },
    },
  },
  '/repos/{owner}/{repo}/tags': {
    get: {
      parameters: [{ $ref: '#/components/parameters/per-page' }, { $ref: '#/components/parameters/page' }],
      responses: listOf('tag'),
    },
  },
  '/repos/{owner}/{repo}/branches': {
    get: {
      parameters: [{ name: 'protected', in: 'query', schema: { type: 'boolean' } }, ...PAGES],
      responses: listOf('short-branch'),
    },
  },
  '/repos/{owner}/{repo}/git/matching-refs/{ref}': { get: { parameters: [], responses: listOf('git-ref') } },
  '/repos/{owner}/{repo}/git/ref/{ref}': {
    get: {
      parameters: [],
      responses: {
        '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/git-ref' } } } },
      },
    },
  },
  '/repos/{owner}/{repo}/git/refs/{ref}': { delete: { parameters: [], responses: { '204': {} } } },
  '/repos/{owner}/{repo}/milestones': {
    get: {
      parameters: [
        { name: 'state', in: 'query', schema: { type: 'string', enum: ['open', 'closed', 'all'] } },
        { name: 'sort', in: 'query', schema: { type: 'string', enum: ['due_on', 'completeness'] } },
        { name: 'direction', in: 'query', schema: { type: 'string', enum: ['asc', 'desc'] } },
        ...PAGES,
      ],
      responses: listOf('nullable-milestone'),
    },
  },
  '/orgs/{org}/packages': { get: { parameters: PACKAGE_LIST, responses: listOf('package') } },
  '/users/{username}/packages': { get: { parameters: PACKAGE_LIST, responses: listOf('package') } },
  '/orgs/{org}/packages/{package_type}/{package_name}/versions': {
    get: { parameters: VERSION_LIST, responses: listOf('package-version') },
  },
  '/users/{username}/packages/{package_type}/{package_name}/versions': {
    get: { parameters: VERSION_LIST, responses: listOf('package-version') },
  },
};

export const ADDED_SCHEMAS = {
  activity: {
    type: 'object',
    required: ['id', 'node_id', 'before', 'after', 'ref', 'timestamp', 'activity_type', 'actor'],
    properties: {
      id: { type: 'integer' },
      node_id: { type: 'string' },
      before: { type: 'string' },
      after: { type: 'string' },
      ref: { type: 'string' },
      timestamp: { type: 'string', format: 'date-time' },
      activity_type: {
        type: 'string',
        enum: ['push', 'force_push', 'branch_deletion', 'branch_creation', 'pr_merge', 'merge_queue_merge'],
      },
      actor: { $ref: '#/components/schemas/nullable-simple-user' },
    },
  },
  'commit-comparison': {
    type: 'object',
    required: [
      'url',
      'html_url',
      'permalink_url',
      'diff_url',
      'patch_url',
      'base_commit',
      'merge_base_commit',
      'status',
      'ahead_by',
      'behind_by',
      'total_commits',
      'commits',
    ],
    properties: {
      url: { type: 'string', format: 'uri' },
      html_url: { type: 'string', format: 'uri' },
      permalink_url: { type: 'string', format: 'uri' },
      diff_url: { type: 'string', format: 'uri' },
      patch_url: { type: 'string', format: 'uri' },
      base_commit: { $ref: '#/components/schemas/commit' },
      merge_base_commit: { $ref: '#/components/schemas/commit' },
      status: { type: 'string', enum: ['diverged', 'ahead', 'behind', 'identical'] },
      ahead_by: { type: 'integer' },
      behind_by: { type: 'integer' },
      total_commits: { type: 'integer' },
      commits: { type: 'array', items: { $ref: '#/components/schemas/commit' } },
      files: { type: 'array', items: { $ref: '#/components/schemas/diff-entry' } },
    },
  },
  tag: {
    type: 'object',
    required: ['name', 'node_id', 'commit', 'zipball_url', 'tarball_url'],
    properties: {
      name: { type: 'string' },
      commit: {
        type: 'object',
        required: ['sha', 'url'],
        properties: { sha: { type: 'string' }, url: { type: 'string', format: 'uri' } },
      },
      zipball_url: { type: 'string', format: 'uri' },
      tarball_url: { type: 'string', format: 'uri' },
      node_id: { type: 'string' },
    },
  },
  'short-branch': {
    type: 'object',
    required: ['name', 'commit', 'protected'],
    properties: {
      name: { type: 'string' },
      commit: {
        type: 'object',
        required: ['sha', 'url'],
        properties: { sha: { type: 'string' }, url: { type: 'string', format: 'uri' } },
      },
      protected: { type: 'boolean' },
    },
  },
  'git-ref': {
    type: 'object',
    required: ['ref', 'node_id', 'url', 'object'],
    properties: {
      ref: { type: 'string' },
      node_id: { type: 'string' },
      url: { type: 'string', format: 'uri' },
      object: {
        type: 'object',
        required: ['type', 'sha', 'url'],
        properties: {
          type: { type: 'string' },
          sha: { type: 'string', minLength: 40, maxLength: 40 },
          url: { type: 'string', format: 'uri' },
        },
      },
    },
  },
  package: {
    type: 'object',
    required: [
      'id',
      'name',
      'package_type',
      'visibility',
      'url',
      'html_url',
      'version_count',
      'created_at',
      'updated_at',
    ],
    properties: {
      id: { type: 'integer' },
      name: { type: 'string' },
      package_type: { type: 'string', enum: ['npm', 'maven', 'rubygems', 'docker', 'nuget', 'container'] },
      url: { type: 'string' },
      html_url: { type: 'string' },
      version_count: { type: 'integer' },
      visibility: { type: 'string', enum: ['private', 'public'] },
      owner: { $ref: '#/components/schemas/nullable-simple-user' },
      repository: { $ref: '#/components/schemas/minimal-repository' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  'package-version': {
    type: 'object',
    required: ['id', 'name', 'url', 'package_html_url', 'created_at', 'updated_at'],
    properties: {
      id: { type: 'integer' },
      name: { type: 'string' },
      url: { type: 'string' },
      package_html_url: { type: 'string' },
      html_url: { type: 'string' },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
      metadata: {
        type: 'object',
        required: ['package_type'],
        properties: {
          package_type: { type: 'string' },
          container: {
            type: 'object',
            required: ['tags'],
            properties: { tags: { type: 'array', items: { type: 'string' } } },
          },
        },
      },
    },
  },
};

function listOf(schema: string) {
  const items = { $ref: `#/components/schemas/${schema}` };
  return {
    '200': { content: { 'application/json': { schema: { type: 'array', items } } } },
  };
}
