import { access } from './access.js';
import { acting } from './acting.js';
import { bot } from './bot.js';
import { code } from './code.js';
import { deployments } from './deployments.js';
import { desk } from './desk.js';
import { digest } from './digest.js';
import { documents } from './documents.js';
import { eventNames } from './event-names.js';
import { events } from './events.js';
import { files } from './files.js';
import { filters } from './filters.js';
import { history } from './history.js';
import { images } from './images.js';
import { issues } from './issues.js';
import { mentions } from './mentions.js';
import { mergeRequests } from './merge-requests.js';
import { mutes } from './mutes.js';
import { newIssue } from './new-issue.js';
import { newRun } from './new-run.js';
import { onboarding } from './onboarding.js';
import { overview } from './overview.js';
import { privacy } from './privacy.js';
import { quiet } from './quiet.js';
import { reasons } from './reasons.js';
import { settings } from './settings.js';
import { stats } from './stats.js';
import { summary } from './summary.js';
import { timeline } from './timeline.js';
import { wiki } from './wiki.js';

export const en = {
  ...access,
  ...acting,
  ...bot,
  ...code,
  ...deployments,
  ...desk,
  ...digest,
  ...documents,
  ...events,
  ...eventNames,
  ...files,
  ...filters,
  ...history,
  ...images,
  ...issues,
  ...mentions,
  ...mergeRequests,
  ...mutes,
  ...newIssue,
  ...newRun,
  ...onboarding,
  ...overview,
  ...privacy,
  ...quiet,
  ...reasons,
  ...settings,
  ...stats,
  ...summary,
  ...timeline,
  ...wiki,
} as const;
