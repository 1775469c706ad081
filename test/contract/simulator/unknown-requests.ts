import { openApi, type Operation } from './gitlab-contracts.js';
import type { GitlabScene } from './gitlab-scene.js';

/** What GitLab has but its specification lacks. */
const UNSPECIFIED = [
  /^(get|post) \/todos(\/|$)/,
  /^get \/user(s|s\/\{x\})?$/,
  /\/(notes|discussions)(\/|$)/,
  /^post \/projects\/\{x\}\/merge_requests\/\{x\}\/todo$/,
  /^(get|post|put) \/projects\/\{x\}\/issues(\/\{x\})?$/,
  /^get \/projects\/\{x\}\/labels$/,
  /^post \/projects\/\{x\}\/uploads$/,
  /^post \/projects\/\{x\}\/merge_trains\/merge_requests\/\{x\}$/,
  /^post \/api\/graphql$/,
];

/** Since 17.11, and in its documentation. */
const UNSPECIFIED_FIELDS: ReadonlySet<string> = new Set(['auto_merge']);

/** Requests whose operation, query or body the specification does not know. */
export function unknownRequests({ server, url: base }: GitlabScene): string[] {
  const { paths, definitions } = openApi();
  const templates = Object.keys(paths)
    .filter((path) => !/[*(]/.test(path))
    .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }));
  const fieldsOf = (operation: Operation): ReadonlySet<string> => {
    const references = (operation.parameters ?? []).map(({ schema }) => schema?.$ref?.split('/').at(-1));
    const known = references.flatMap((name) => Object.keys(definitions[name ?? '']?.properties ?? {}));
    return new Set([...known, ...UNSPECIFIED_FIELDS]);
  };
  const unknown: string[] = [];
  for (const { method, url, body } of server.log.entries) {
    const { pathname, searchParams } = new URL(url, base);
    const shown = `${method.toLowerCase()} ${pathname.replace('/api/v4', '').replaceAll(/\/(\d+|team%2Fapp|[0-9a-f]{40})(?=\/|$)/g, '/{x}')}`;
    if (UNSPECIFIED.some((pattern) => pattern.test(shown))) continue;
    const operation = templates
      .filter(({ pattern }) => pattern.test(pathname))
      .map(({ path }) => paths[path]?.[method.toLowerCase()])
      .find((candidate) => candidate !== undefined);
    if (operation === undefined) {
      unknown.push(shown);
      continue;
    }
    const names = new Set((operation.parameters ?? []).map(({ name }) => name));
    for (const name of searchParams.keys()) {
      if (!names.has(name.replace('[]', '')) && name !== 'pagination') unknown.push(`${shown}?${name}`);
    }
    const fields = fieldsOf(operation);
    const sent = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    unknown.push(...sent.filter((name) => !fields.has(name)).map((name) => `${shown} ${name}`));
  }
  return unknown;
}
