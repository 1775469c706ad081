import type { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import type { BotContext } from '../turn.js';
import { accountsFeature } from './accounts.js';
import { actFeature } from './act.js';
import { dashboardFeature } from './dashboard.js';
import { deskFeature } from './desk.js';
import { digestFeature } from './digest.js';
import { exportFeature } from './export.js';
import { filterRulesFeature } from './filter-rules.js';
import { filtersFeature } from './filters.js';
import { forgetFeature } from './forget.js';
import { helpFeature } from './help.js';
import { historyFeature } from './history.js';
import { iamFeature } from './iam.js';
import { inviteFeature } from './invite.js';
import { issueFeature } from './issue.js';
import { jobLogFeature } from './job-log.js';
import { languageFeature } from './language.js';
import { lookFeature } from './look.js';
import { muteFeature } from './mute.js';
import { muteSubjectFeature } from './mute-subject.js';
import { overviewFeature } from './overview.js';
import { pickProjectFeature } from './pick-project.js';
import { pipelinesFeature } from './pipelines.js';
import { privateOnlyFeature } from './private-only.js';
import { quietFeature } from './quiet.js';
import { recordFeature } from './record.js';
import { repliesFeature } from './replies.js';
import { runFeature } from './run.js';
import { settingsFeature } from './settings.js';
import { startFeature } from './start.js';
import { statsFeature } from './stats.js';
import { statusFeature } from './status.js';
import { timelineFeature } from './timeline.js';
import { timezoneFeature } from './timezone.js';
import { tokenFeature } from './token.js';
import { unknownFeature } from './unknown.js';
import { unmuteFeature } from './unmute.js';
import { unwatchFeature } from './unwatch.js';
import { usersFeature } from './users.js';
import { watchFeature } from './watch.js';
import { watchesFeature } from './watches.js';
import { whyFeature } from './why.js';

/** What members can do, in the order in which it is tried. */
export function features(deps: BotDeps): readonly Composer<BotContext>[] {
  return [
    // Before the replies: a reply to a question about a draft, a filter or a setting is no comment.
    issueFeature(deps),
    runFeature(deps),
    filterRulesFeature(deps),
    quietFeature(deps),
    timezoneFeature(deps),
    digestFeature(deps),
    repliesFeature(deps),
    privateOnlyFeature(),
    startFeature(deps),
    helpFeature(deps),
    tokenFeature(deps),
    accountsFeature(deps),
    watchFeature(deps),
    pickProjectFeature(deps),
    unwatchFeature(deps),
    watchesFeature(deps),
    // Before the mutes of projects: in reply to news, or for all of the chat.
    muteSubjectFeature(deps),
    muteFeature(deps),
    unmuteFeature(deps),
    overviewFeature(deps),
    pipelinesFeature(deps),
    jobLogFeature(deps),
    statsFeature(deps),
    actFeature(deps),
    lookFeature(deps),
    timelineFeature(deps),
    historyFeature(deps),
    filtersFeature(deps),
    whyFeature(deps),
    deskFeature(deps),
    dashboardFeature(deps),
    recordFeature(deps),
    settingsFeature(deps),
    languageFeature(deps),
    iamFeature(deps),
    statusFeature(deps),
    exportFeature(deps),
    forgetFeature(deps),
    usersFeature(deps),
    inviteFeature(deps),
    unknownFeature(deps),
  ];
}
