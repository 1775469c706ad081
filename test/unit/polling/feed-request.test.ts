import { describe, expect, it } from '@jest/globals';
import { RECORDED } from '../../../src/domain/recording.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { aPipeline, aProject, aReading, at, aWatch } from '../../support/builders.js';
import { aChangedFile } from '../../support/some-documents.js';
import { Cycle } from './cycle-harness.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

describe('what an adapter is given', () => {
  it("is the account's own token, its watched projects, and what it last saw", async () => {
    const cycle = new Cycle().add();
    let seen: unknown;
    cycle.forge.next('pipelines', '7', aReading([failed]), async (request, session) => {
      seen = {
        secret: session.secret.reveal(),
        forge: session.forge.url,
        watched: request.watched,
        known: await request.lookup('pipeline', ['500', '501']),
        viewer: request.viewer.login,
      };
      return aReading();
    });

    await cycle.poll();
    await cycle.poll();

    expect(seen).toEqual({
      secret: 'glpat-not-a-real-token-1',
      forge: 'https://gitlab.example.com',
      watched: [aProject()],
      known: new Map([['500', failed]]),
      viewer: 'alice',
    });
  });

  it.each([
    ['participating', true],
    ['team', false],
  ] as const)('says whether anybody hears more than the viewer, at the level %s', async (level, expected) => {
    const cycle = new Cycle().add({ watches: [aWatch({ level })] });
    cycle.forge.next('pipelines', '7', aReading());

    await cycle.poll();

    expect(cycle.forge.reads[0]?.request.isForViewerOnly).toBe(expected);
  });

  it('says of which projects files are kept, and which of them some watch asks for by path', async () => {
    const include = [{ field: 'path', pattern: 'payments/**' }] as const;
    const filter = { ...emptyFilter('participating'), include };
    const watches = [
      aWatch(),
      aWatch({ id: 'w2', level: 'custom', filter }),
      // It hears of no documents.
      aWatch({ id: 'w3', projectId: '9', level: 'custom', filter: RECORDED }),
    ];
    const cycle = new Cycle().add({ watches });
    cycle.forge.next('pipelines', '7', aReading());

    await cycle.poll();

    const { keepsFiles, wantedFiles } = cycle.forge.reads[0]!.request;
    const files = [aChangedFile('README.md'), aChangedFile('payments/card.ts')];
    expect(wantedFiles?.(files, '7')).toEqual([[aChangedFile('payments/card.ts')]]);
    expect(wantedFiles?.(files, '8')).toEqual([]);
    expect(wantedFiles?.(files, '9')).toEqual([]);
    expect(keepsFiles?.('merge-requests', '7')).toBe(true);
    expect(keepsFiles?.('pushes', '7')).toBe(false);
    expect(keepsFiles?.('merge-requests', '8')).toBe(false);
    expect(keepsFiles?.('pushes', '9')).toBe(true);
  });
});
