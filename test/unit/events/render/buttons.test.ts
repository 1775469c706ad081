import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { ForgeKind } from '../../../../src/domain/forge.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { aDeployment } from '../../../support/a-deployment.js';
import { anEvent, anEventNotification, aPipeline } from '../../../support/builders.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

function rowsOf(subject: Subject, forgeKind: ForgeKind = 'gitlab'): readonly (readonly string[])[] {
  const told = anEventNotification({ forgeKind, event: anEvent({ subject }) });
  const { buttons = [] } = renderer.news([told], false, t);
  return buttons.map((row) => row.map(({ label }) => label));
}

describe('the buttons under news', () => {
  const job = { name: 'deploy', stage: null, isDelayed: false };
  const decision = [['✅ Let it deploy', '⛔ Do not deploy'], ['⋯ More']];

  it('of a deployment that waits are the decisions, where its pipeline is known', () => {
    const waiting = aDeployment({ status: 'waiting', pipelineId: '555' });

    expect(rowsOf(waiting)).toEqual(decision);
    expect(rowsOf({ ...waiting, pipelineId: null })).toEqual([]);
    expect(rowsOf(aDeployment({ status: 'waiting' }))).toEqual([]);
    expect(rowsOf({ ...waiting, status: 'running' })).toEqual([]);
  });

  it('of a pipeline that waits give it what it waits for', () => {
    const waiting = aPipeline({ status: 'waiting', waitingJobs: [job] });

    expect(rowsOf(waiting)).toEqual([['▶️ Start a job', '⋯ More']]);
    expect(rowsOf(waiting, 'github')).toEqual(decision);
  });

  it('of a pipeline whose child waits start a job of it, whatever becomes of itself', () => {
    const child = { id: '7', projectId: '8', name: 'x', url: null, waitingJobs: [job], updatedAt: '' };
    const waitingChildren = [child];

    expect(rowsOf(aPipeline({ status: 'success', waitingChildren }))).toEqual([['▶️ Start a job', '⋯ More']]);
    expect(rowsOf(aPipeline({ status: 'running', waitingChildren }))[0]).toContain('▶️ Start a job');
  });

  it('of a pipeline that waits for its time alone, or for nothing known, offer no more than a look', () => {
    const delayed = aPipeline({ status: 'waiting', waitingJobs: [{ ...job, isDelayed: true }] });

    expect(rowsOf(delayed)).toEqual([['⋯ More']]);
    expect(rowsOf({ ...delayed, waitingJobs: [] }, 'github')).toEqual([['⋯ More']]);
  });
});
