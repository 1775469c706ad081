/**
 * What the subset of GitHub's description leaves out and Forgewatch asks for, as the full description has it:
 * `repos/list-activities` and `repos/list-tags` of @octokit/openapi-types 29.0.1.
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
  '/repos/{owner}/{repo}/tags': {
    get: {
      parameters: [{ $ref: '#/components/parameters/per-page' }, { $ref: '#/components/parameters/page' }],
      responses: listOf('tag'),
    },
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
};

function listOf(schema: string) {
  const items = { $ref: `#/components/schemas/${schema}` };
  return {
    '200': { content: { 'application/json': { schema: { type: 'array', items } } } },
  };
}
