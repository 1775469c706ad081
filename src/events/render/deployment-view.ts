import { line, type Line } from '../../domain/message.js';
import type { TextParams, Translate } from '../../domain/ports/translator.js';
import type { Deployment } from '../../domain/subjects/deployment.js';
import { markOfDeployment } from './marks.js';
import type { Place, SubjectView } from './subject-view.js';

export const deploymentView: SubjectView<'deployment'> = {
  status: statusLine,
  lines: deploymentLines,
  offers: ({ status, pipelineId = null }) =>
    status === 'waiting' && pipelineId !== null ? ['approve-deployment', 'reject-deployment'] : null,
};

/** What its texts name. Some deploy a commit by its name alone. */
export function whatIsDeployed({ environment, ref, sha }: Deployment): TextParams {
  const short = sha.slice(0, 8);
  return { environment, what: ref === sha ? short : `${ref} (${short})` };
}

function statusLine(deployment: Deployment, t: Translate): Line {
  const text = t(`card.deployment-${deployment.status}`, whatIsDeployed(deployment));
  return line(`${markOfDeployment(deployment.status)} `, { text, style: 'bold' });
}

function deploymentLines(deployment: Deployment, { project }: Place, t: Translate): readonly Line[] {
  const { environment, actor, url, siteUrl } = deployment;
  const facts = actor === null ? project.path : `${project.path} · ${actor.name}`;
  return [
    line({ text: environment, href: url }, ` · ${facts}`),
    ...(siteUrl === null ? [] : [line({ text: t('card.deployment-site'), href: siteUrl })]),
  ];
}
