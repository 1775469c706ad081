import { type Answer, entity, problem } from '../http/answer.js';
import {
  READ_ISSUES,
  type RepoCall,
  type RepoRoute,
  WRITE_ISSUES,
  textsOf,
  withDiscussed,
} from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderLabel } from '../render/label.js';
import { labelDiscussed } from '../state/discussed.js';

export function labelRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/labels', needs: READ_ISSUES, handle: listLabels },
    {
      method: 'POST',
      path: '/issues/:number/labels',
      needs: { ...WRITE_ISSUES, role: 'triage' },
      handle: addLabels,
    },
  ];
}

function listLabels(call: RepoCall): Answer {
  const { state, repository } = call;
  return list(call, {
    version: Math.max(repository.versions.issues, repository.versions.pulls),
    items: () => [...repository.labels].sort(),
    render: (name) => renderLabel(state, repository, name),
  });
}

function addLabels(call: RepoCall): Answer {
  const { state, repository, body } = call;
  return withDiscussed(call, (on) => {
    const labels = textsOf(body, 'labels');
    if (labels.length === 0) return problem(422, 'Validation Failed');
    labelDiscussed(state, repository, on, labels);
    return entity(on.version, () => on.labels.map((name) => renderLabel(state, repository, name)));
  });
}
