import { expect, it } from '@jest/globals';
import type { ForgeError } from '../../../../src/domain/errors.js';
import type { ForgeSession } from '../../../../src/domain/ports/forge-adapter.js';
import { openClient } from '../../../../src/forges/github/client.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import { Poller, useLoopbackGithub } from './github-bench.js';
import { REPOSITORY } from './github-items.js';
import { describeContract, recordings } from './recordings.js';
import type { Recording } from './recordings.js';

const github = useLoopbackGithub();

/** Headers of a recording, but for its templates, which stand for values that were replaced when it was made. */
function sent(recording: Recording): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recording.headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name, value]) => !value.includes('{{') && !/^(transfer|content)-encoding$/.test(name)),
  );
}

function sessionWith(apiUrl: string): ForgeSession {
  return { ...new Poller(github(), 'inbox').session, forge: { kind: 'github', url: apiUrl, apiUrl } };
}

describeContract('recorded answers', () => {
  const codes: Readonly<Record<number, string>> = {
    401: 'token-refused',
    403: 'rate-limited',
    404: 'not-found',
    429: 'rate-limited',
    503: 'unavailable',
  };
  const refusals = recordings(/^hub4j-get-status-(401|403|404|429|503)/);

  it.each(refusals.map((recording) => [recording.name, recording] as const))(
    '%s',
    async (_name, recording) => {
      const { status, body } = recording;
      github().on('/user', () => ({ status, headers: sent(recording), body }));
      const { adapter, session } = new Poller(github(), 'inbox');

      const error: unknown = await adapter.identify(session).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({
        name: 'ForgeError',
        code: codes[status],
        status,
      });
      if (status === 403 || status === 429) {
        expect((error as ForgeError).retryAfterSeconds).toBeGreaterThan(0);
      }
      expect((error as ForgeError).message.length).toBeLessThan(300);
    },
  );

  it.each(recordings(/^hub4j-get-status-304/).map((recording) => [recording.name, recording] as const))(
    '%s is an answer without data',
    async (_name, recording) => {
      const client = openClient(sessionWith(github().url), {
        logger: createMemoryLogger(),
        fetch: () => Promise.resolve(new Response(null, { status: 304, headers: sent(recording) })),
      });

      const answer = await client.get('GET /user', {}, { etag: '"before"' });

      expect(answer).toMatchObject({ isModified: false, data: null, etag: sent(recording)['etag'] });
    },
  );

  it('a recorded rename is followed on api.github.com', async () => {
    const [rename] = recordings(/^hub4j-get-status-301/);
    const asked: string[] = [];
    const client = openClient(sessionWith('https://api.github.com'), {
      logger: createMemoryLogger(),
      fetch: (input) => {
        asked.push(input instanceof Request ? input.url : input.toString());
        return Promise.resolve(
          asked.length === 1
            ? new Response(JSON.stringify(rename!.body), { status: 301, headers: sent(rename!) })
            : Response.json(REPOSITORY),
        );
      },
    });

    const answer = await client.get('GET /repos/{owner}/{repo}', { owner: 'o', repo: 'r' });

    expect(asked).toEqual([
      'https://api.github.com/repos/o/r',
      'https://api.github.com/repositories/40763577',
    ]);
    expect(answer).toMatchObject({ isModified: true, isRedirected: true, data: REPOSITORY });
  });

  it('there are some', () => {
    expect(refusals.length).toBeGreaterThan(15);
  });
});
