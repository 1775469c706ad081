import { createHash } from 'node:crypto';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import { nodeId, repoApiUrl } from './address.js';

export function renderLabel(state: GithubState, repository: Repository, name: string) {
  const id = createHash('sha256').update(name).digest().readUInt32BE();
  return {
    id,
    node_id: nodeId('LA', id),
    url: repoApiUrl(state, repository, `/labels/${encodeURIComponent(name)}`),
    name,
    description: '',
    color: 'ededed',
    default: false,
  };
}
