import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';

export function labelRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/labels', listLabels);
}

/** Those that were created, and those that came to be by being used. */
function listLabels(call: Call): unknown {
  const project = findProject(call);
  const used = [...project.mergeRequests.values(), ...project.issues.values()].flatMap(
    ({ labels }) => labels,
  );
  const names = [...new Set([...project.labels, ...used])].sort();
  return paginate(call, names).map((name, index) => ({
    id: index + 1,
    name,
    description: null,
    description_html: '',
    text_color: '#FFFFFF',
    color: '#6699cc',
    archived: false,
    subscribed: false,
    priority: null,
    is_project_label: true,
  }));
}
