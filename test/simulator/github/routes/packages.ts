import { type Answer, notFound } from '../http/answer.js';
import type { Call, Route } from '../http/call.js';
import { list } from '../http/pagination.js';
import { canSee } from '../http/permission.js';
import { renderPackage, renderPackageVersion } from '../render/package.js';
import type { Repository } from '../state/repository.js';

const KINDS = { orgs: 'Organization', users: 'User' } as const;

/** Of a person or an organization, each at its own address; for classic tokens alone. */
export function packageRoutes(): readonly Route[] {
  return (['orgs', 'users'] as const).flatMap((kind): readonly Route[] => {
    const shared = {
      method: 'GET',
      scopes: ['read:packages', 'write:packages'],
      isClassicOnly: true,
    } as const;
    const path = `/${kind}/:owner/packages`;
    return [
      { ...shared, path, handle: (call) => listPackages(call, kind) },
      { ...shared, path: `${path}/container/:name/versions`, handle: (call) => listVersions(call, kind) },
    ];
  });
}

/** `null`: there is no such owner of this kind. */
function repositoriesOf({ state, params, token }: Call, kind: keyof typeof KINDS): Repository[] | null {
  const owned = [...state.repositories.values()].filter(
    ({ owner }) => owner.type === KINDS[kind] && owner.login.toLowerCase() === params.owner?.toLowerCase(),
  );
  return owned.length === 0 ? null : owned.filter((repository) => canSee(repository, token));
}

function versionOf({ state }: Call, repositories: readonly Repository[]): number {
  return Math.max(state.identitiesVersion, ...repositories.map(({ versions }) => versions.packages));
}

function listPackages(call: Call, kind: keyof typeof KINDS): Answer {
  const repositories = repositoriesOf(call, kind);
  if (repositories === null) return notFound();
  return list(call, {
    version: versionOf(call, repositories),
    items: () =>
      repositories.flatMap((repository) =>
        [...repository.packages.values()].map((image) => ({ repository, image })),
      ),
    render: ({ repository, image }) => renderPackage(call.state, repository, image),
  });
}

/** Newest first. */
function listVersions(call: Call, kind: keyof typeof KINDS): Answer {
  const name = decodeURIComponent(call.params.name ?? '');
  const repository = repositoriesOf(call, kind)?.find(({ packages }) => packages.has(name));
  const image = repository?.packages.get(name);
  if (repository === undefined || image === undefined) return notFound();
  return list(call, {
    version: versionOf(call, [repository]),
    items: () => image.versions.toReversed(),
    render: (version) => renderPackageVersion(call.state, repository, { image, version }),
  });
}
