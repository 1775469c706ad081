import type { Forge, ForgeKind } from '../domain/forge.js';

/** What a person meant by a path, a link or an id. */
export type ProjectReference =
  | {
      readonly kind: 'project';
      /** As the person wrote it. */
      readonly typed: string;
      readonly pathOrId: string;
      /** Instances of the allow-list that it can belong to. */
      readonly forges: readonly Forge[];
    }
  /** Names an instance that is not on the allow-list: never to be contacted. */
  | { readonly kind: 'foreign-host'; readonly typed: string; readonly host: string }
  | { readonly kind: 'invalid'; readonly typed: string };

const ID = /^\d{1,19}$/;
const SEGMENT = /^[\p{L}\p{N}_][\p{L}\p{N}_.+-]*$|^\.[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u;
const SSH = /^(?:[\w.-]+@)([\w.-]+):(?!\/)(.+)$/;
/** A first part like this, before a group and a name, is a host: groups may hold dots, but hardly look like this. */
const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$|^[a-z0-9.-]+:\d+$/i;
const MAX_LENGTH = 1000;

/** Parts of a GitLab address that come after the project when the separator `/-/` is missing. */
const GITLAB_VIEWS = new Set([
  'tree',
  'blob',
  'blame',
  'raw',
  'commits',
  'commit',
  'wikis',
  'merge_requests',
  'issues',
  'pipelines',
]);

export function parseProjectReference(input: string, forges: readonly Forge[]): ProjectReference {
  const typed = input.trim();
  const invalid: ProjectReference = { kind: 'invalid', typed };
  if (typed === '' || typed.length > MAX_LENGTH) return invalid;
  if (ID.test(typed)) return { kind: 'project', typed, pathOrId: typed, forges };
  const link = readLink(typed, forges);
  if (link === null) return fromPath(typed, typed, forges) ?? invalid;
  const matches = forges.filter((forge) => matchesLink(forge, link));
  if (matches.length === 0) return { kind: 'foreign-host', typed, host: link.host };
  for (const kind of ['gitlab', 'github'] as const) {
    const [first, ...more] = matches.filter((forge) => forge.kind === kind);
    if (first === undefined) continue;
    return (
      fromPath(typed, projectPart(kind, link.path.slice(prefixOf(first).length)), [first, ...more]) ?? invalid
    );
  }
  return invalid;
}

interface Link {
  /** With the port where there is one; an SSH address has none that counts. */
  readonly host: string;
  readonly hasWebPort: boolean;
  readonly path: string;
}

/** `null`: a bare path. */
function readLink(typed: string, forges: readonly Forge[]): Link | null {
  const [, sshHost, sshPath] = SSH.exec(typed) ?? [];
  if (sshHost !== undefined && sshPath !== undefined) {
    return { host: sshHost.toLowerCase(), hasWebPort: false, path: `/${sshPath}` };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return readUrl(typed);
  const [first = '', ...rest] = typed.split('/');
  const isInstance = forges.some((forge) => new URL(forge.url).host === first.toLowerCase());
  const isHost = isInstance || (rest.length >= 2 && HOST.test(first));
  return isHost ? readUrl(`https://${typed}`) : null;
}

function readUrl(typed: string): Link | null {
  if (!URL.canParse(typed)) return null;
  const { protocol, host, hostname, pathname } = new URL(typed);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const path = decode(pathname);
  return { host: isWeb ? host : hostname, hasWebPort: isWeb, path };
}

/** The scheme does not matter: the instance's own address is what gets contacted. */
function matchesLink(forge: Forge, link: Link): boolean {
  const { host, hostname } = new URL(forge.url);
  if ((link.hasWebPort ? host : hostname) !== link.host) return false;
  return link.path.toLowerCase().startsWith(`${prefixOf(forge).toLowerCase()}/`);
}

/** An instance may live below its host: `https://example.com/gitlab`. */
function prefixOf(forge: Forge): string {
  return new URL(forge.url).pathname.replace(/\/$/, '');
}

function projectPart(kind: ForgeKind, path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  if (kind === 'github') return segments.slice(0, 2).join('/');
  const separator = segments.indexOf('-');
  if (separator !== -1) return segments.slice(0, separator).join('/');
  const view = segments.findIndex((segment, index) => index >= 2 && GITLAB_VIEWS.has(segment));
  return segments.slice(0, view === -1 ? undefined : view).join('/');
}

/** GitHub has exactly an owner and a name; GitLab nests groups. */
function fromPath(typed: string, text: string, forges: readonly Forge[]): ProjectReference | null {
  const path = text.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  const segments = path.split('/');
  if (segments.length < 2 || segments.length > 21 || !segments.every((segment) => SEGMENT.test(segment)))
    return null;
  const fitting = forges.filter((forge) => forge.kind === 'gitlab' || segments.length === 2);
  return fitting.length === 0 ? null : { kind: 'project', typed, pathOrId: path, forges: fitting };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
