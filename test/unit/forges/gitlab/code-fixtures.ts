import { at, BOB, rawEvent } from './fixtures.js';

export function pushEvent(
  id: number,
  push: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) {
  return rawEvent(id, {
    action_name: 'pushed to',
    target_id: null,
    target_iid: null,
    target_type: null,
    target_title: null,
    push_data: {
      commit_count: 2,
      action: 'pushed',
      ref_type: 'branch',
      commit_from: 'aaaa',
      commit_to: 'bbbb',
      ref: 'main',
      commit_title: 'Round the totals',
      ref_count: null,
      ...push,
    },
    ...more,
  });
}

export function tagEvent(id: number, push: Record<string, unknown> = {}) {
  return pushEvent(id, {
    ref_type: 'tag',
    action: 'created',
    ref: 'v1.2.0',
    commit_from: null,
    commit_title: null,
    ...push,
  });
}

export function rawRelease(tag: string, more: Record<string, unknown> = {}) {
  return {
    tag_name: tag,
    name: `Release ${tag}`,
    description: 'It is faster.',
    created_at: at(0),
    released_at: at(0),
    upcoming_release: false,
    author: BOB,
    assets: { count: 5, sources: [{ format: 'zip' }], links: [{ id: 1, name: 'app.zip' }] },
    _links: { self: `https://gitlab.example.com/team/app/-/releases/${tag}` },
    ...more,
  };
}

export function rawDeployment(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    iid: id,
    status: 'running',
    ref: 'main',
    sha: '1a2b3c4d'.repeat(5),
    user: BOB,
    environment: { id: 9, name: 'production', external_url: 'https://shop.example.com' },
    deployable: {
      id: 77,
      status: 'running',
      web_url: 'https://gitlab.example.com/team/app/-/jobs/77',
      pipeline: { id: 70 },
    },
    created_at: at(0),
    updated_at: at(0),
    ...more,
  };
}

export function rawImageRepository(id: number, more: Record<string, unknown> = {}) {
  const name = id === 5 ? 'api' : `image-${id}`;
  return {
    id,
    name,
    path: `team/app/${name}`,
    project_id: 10,
    location: `registry.example.com/team/app/${name}`,
    created_at: at(-900),
    tags_count: 0,
    ...more,
  };
}

export function rawImageTag(name: string, more: Record<string, unknown> = {}) {
  return { name, digest: 'sha256:a', created_at: at(-800), total_size: 42_000_000, ...more };
}

export function rawMilestone(iid: number, more: Record<string, unknown> = {}) {
  return {
    id: 600 + iid,
    iid,
    project_id: 10,
    title: `M${iid}`,
    state: 'active',
    due_date: null,
    created_at: at(0),
    updated_at: at(0),
    ...more,
  };
}
