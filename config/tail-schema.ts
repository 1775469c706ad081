import { OPEN_LEVELS } from '../src/domain/watch.js';

/**
 * Every setting of `forgewatch tail`, once. Each but the tokens is an option, too, which wins over the environment.
 * `flags` are commander's.
 */
export const tailSchema = {
  projects: {
    doc: 'Projects to follow, comma-separated, where none stands on the command line.',
    format: 'list',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_PROJECTS',
  },
  gitlabToken: {
    doc: 'Your GitLab token. Scope read_api is enough.',
    format: 'text',
    default: '',
    env: 'GITLAB_TOKEN',
    sensitive: true,
  },
  githubToken: {
    doc: 'Your GitHub token. A fine-grained one with read access is enough.',
    format: 'text',
    default: '',
    env: 'GITHUB_TOKEN',
    sensitive: true,
  },
  gitlab: {
    doc: 'Address of your GitLab (default: https://gitlab.com). Its token is read from GITLAB_TOKEN.',
    format: 'base-url',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_GITLAB',
    flags: '--gitlab <url>',
  },
  github: {
    doc: 'Address of your GitHub (default: https://github.com). Its token is read from GITHUB_TOKEN.',
    format: 'base-url',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_GITHUB',
    flags: '--github <url>',
  },
  level: {
    doc: 'How much: participating (what concerns you), team (and what a team should know) or all.',
    format: [...OPEN_LEVELS],
    default: 'all',
    env: 'FORGEWATCH_TAIL_LEVEL',
    flags: '--level <level>',
  },
  events: {
    doc: 'Only these topics or kinds of events, comma-separated: pipelines,talk or pipeline-failed.',
    format: 'list',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_EVENTS',
    flags: '--events <names>',
  },
  branch: {
    doc: 'Only these branches, comma-separated: main,release/*',
    format: 'list',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_BRANCH',
    flags: '--branch <patterns>',
  },
  stage: {
    doc: 'Only pipelines, and of those that name jobs, the ones in these stages, comma-separated.',
    format: 'list',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_STAGE',
    flags: '--stage <patterns>',
  },
  job: {
    doc: 'Only pipelines, and of those that name jobs, the ones with these names, comma-separated.',
    format: 'list',
    default: [] as string[],
    env: 'FORGEWATCH_TAIL_JOB',
    flags: '--job <patterns>',
  },
  username: {
    doc: 'Only what this person did or has a part in.',
    format: 'text',
    default: '',
    env: 'FORGEWATCH_TAIL_USERNAME',
    flags: '--username <login>',
  },
  since: {
    doc: 'Also what has happened since: 30m, 2h, 1d, or a time such as 2026-03-02T08:00Z.',
    format: 'text',
    default: '',
    env: 'FORGEWATCH_TAIL_SINCE',
    flags: '--since <time>',
  },
  state: {
    doc: 'File to go on from where the last run ended; made when it is missing.',
    format: 'text',
    default: '',
    env: 'FORGEWATCH_TAIL_STATE',
    flags: '--state <file>',
  },
  interval: {
    doc: 'Base interval in seconds; what is busy is looked at four times as often. At least 5.',
    format: 'poll-interval',
    default: 30,
    env: 'FORGEWATCH_TAIL_INTERVAL',
    flags: '--interval <seconds>',
  },
  timezone: {
    doc: 'Time zone of the times that are shown (default: that of the system).',
    format: 'time-zone',
    default: '',
    env: 'FORGEWATCH_TAIL_TIMEZONE',
    flags: '--timezone <zone>',
  },
  desktop: {
    doc: 'Call attention on the desktop, too.',
    format: 'switch',
    default: false,
    env: 'FORGEWATCH_TAIL_DESKTOP',
    flags: '--desktop',
  },
  once: {
    doc: 'Look once, show what is new, and end.',
    format: 'switch',
    default: false,
    env: 'FORGEWATCH_TAIL_ONCE',
    flags: '--once',
  },
  json: {
    doc: 'One JSON object a line.',
    format: 'switch',
    default: false,
    env: 'FORGEWATCH_TAIL_JSON',
    flags: '--json',
  },
};

export type TailKey = keyof typeof tailSchema;
