import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { canSee, refuseByNeed } from '../http/permission.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import { isUsable, type Token } from '../state/token.js';
import { advertise, uploadPack } from './upload-pack.js';
import { storeCommits } from './wiki-objects.js';

interface Place {
  readonly Params: { readonly owner: string; readonly repo: string };
}

const READ = { permission: 'contents', level: 'read', role: 'read' } as const;
const REQUEST = 'application/x-git-upload-pack-request';

/** `owner/repo.wiki.git` to be fetched; the API knows no wikis. */
export function mountWikiGit(app: FastifyInstance, state: GithubState): void {
  app.addContentTypeParser(REQUEST, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.get<Place>('/:owner/:repo/info/refs', async (request, reply) => {
    const repository = findWiki(state, request, reply);
    if (repository === null) return reply;
    const answer = advertise(await storeCommits(repository.wiki));
    return reply.type('application/x-git-upload-pack-advertisement').send(answer);
  });
  app.post<Place>('/:owner/:repo/git-upload-pack', async (request, reply) => {
    const repository = findWiki(state, request, reply);
    if (repository === null) return reply;
    const answer = await uploadPack(await storeCommits(repository.wiki), request.body as Buffer);
    if (answer === null) return reply.status(400).send('upload-pack: not our ref');
    return reply.type('application/x-git-upload-pack-result').send(answer);
  });
}

/** `null`: refused. One without a page, and one that is not for this token, are not there. */
function findWiki(
  state: GithubState,
  request: FastifyRequest<Place>,
  reply: FastifyReply,
): Repository | null {
  void reply.header('date', state.clock().toUTCString());
  const token = tokenOf(state, request.headers.authorization);
  if (token === null) {
    void reply.status(401).header('www-authenticate', 'Basic realm="GitHub"').send('Repository not found.');
    return null;
  }
  const { owner, repo } = request.params;
  const entry = state.paths.get(`${owner}/${repo.replace(/\.wiki\.git$/, '')}`.toLowerCase());
  const repository = repo.endsWith('.wiki.git') ? entry?.repository : undefined;
  if (repository === undefined || !isReadable(repository, token)) {
    void reply.status(404).send('Repository not found.');
    return null;
  }
  return repository;
}

function isReadable(repository: Repository, token: Token): boolean {
  return (
    repository.wiki.length > 0 && canSee(repository, token) && refuseByNeed(repository, token, READ) === null
  );
}

/** Any name, with the token for a password. */
function tokenOf(state: GithubState, authorization: string | undefined): Token | null {
  const [scheme, value] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic') return null;
  const [, secret = ''] = Buffer.from(value ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const token = state.tokens.get(secret);
  return token !== undefined && isUsable(token, state.clock()) ? token : null;
}
