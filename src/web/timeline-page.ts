import { html } from 'hono/html';
import { plainText } from '../domain/message.js';
import type { NewestPage } from '../domain/ports/timeline-store.js';
import type { Translate } from '../domain/ports/translator.js';
import type { Project } from '../domain/project.js';
import type { EventDetails } from '../domain/event-record.js';
import { type KeptEvent, type TimelineEntry, toTimelineEntry } from '../domain/timeline.js';
import { filterForm, FILTERS } from './filter-form.js';
import type { Health } from './gather-health.js';
import { healthSection } from './health-section.js';
import { linkTo, timeOf } from './marks.js';
import { type Html, layout } from './plain-pages.js';
import { type Query, writePageEnd } from './read-query.js';
import type { SiteDeps, Visitor } from './site-deps.js';

export interface PageContent extends NewestPage {
  readonly faults: readonly string[];
  readonly projects: readonly Project[];
  readonly health: Health;
  readonly query: Query;
  /** From where the script asks for what is new; `null`: on older pages it does not. */
  readonly since: string | null;
}

export function timelinePage(deps: SiteDeps, visitor: Visitor, content: PageContent): Html {
  const { t } = visitor;
  const { query, since, end, events, faults, health } = content;
  const chosen = chosenIn(query);
  const hasFilter = [...chosen.keys()].length > 0;
  return layout(
    t,
    html`<header>
        <h1>Forgewatch <span>${t('web.title')}</span></h1>
        <form method="post" action="/api-token"><button>${t('web.token-button')}</button></form>
        <form method="post" action="/leave"><button>${t('web.sign-out')}</button></form>
      </header>
      <main>
        <section aria-label="${t('web.title')}">
          ${filterForm(t, content.projects, query)}
          ${
            faults.length === 0
              ? ''
              : html`<p class="bad" role="alert">${t('web.filter.fault', { names: faults.join(', ') })}</p>`
          }
          <p id="away" class="bad" role="status" hidden>${t('web.away')}</p>
          <ol
            id="events"
            data-query="${chosen.toString()}"
            ${since === null ? '' : html`data-since="${since}"`}
          >
            ${rowsOf(deps, visitor, events)}
          </ol>
          ${events.length > 0 ? '' : html`<p id="none">${t(hasFilter ? 'web.none-filtered' : 'web.none')}</p>`}
          ${pager(t, chosen, end, since === null)}
        </section>
        <aside id="health" aria-label="${t('web.health')}">${healthSection(t, health)}</aside>
      </main>`,
    true,
  );
}

function chosenIn(query: Query): URLSearchParams {
  const chosen = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query(name) ?? '';
    if (value !== '') chosen.set(name, value);
  }
  return chosen;
}

function pager(t: Translate, chosen: URLSearchParams, end: NewestPage['end'], isOlder: boolean): Html {
  const older = new URLSearchParams(chosen);
  if (end !== null) older.set('before', writePageEnd(end));
  return html`<nav>
    ${isOlder ? html`<a href="/timeline?${chosen.toString()}">${t('web.newest')}</a>` : ''}
    ${end === null ? '' : html`<a href="/timeline?${older.toString()}">${t('web.older')}</a>`}
  </nav>`;
}

export function rowsOf(deps: SiteDeps, { t }: Visitor, events: readonly KeptEvent[]): Html {
  return html`${events.map((kept) => row(deps, t, kept))}`;
}

function row({ renderer }: SiteDeps, t: Translate, kept: KeptEvent): Html {
  const { id, event, forge, project, at } = kept;
  const entry = toTimelineEntry(kept);
  const headline = plainText(renderer.headline({ event, forgeKind: forge.kind }, t));
  const facts = factsOf(t, entry.details);
  return html`<li id="e-${id}" data-at="${at.toISOString()}">
    <p class="what"><strong>${headline}</strong> ${timeOf(at)}</p>
    <p>${linkTo(entry.url, entry.title === '' ? entry.url : entry.title)}</p>
    <p class="where">
      ${linkTo(project.url, project.path)} ${whoOf(t, entry)}
      ${entry.branches.map((branch) => html`<code>${branch}</code>`)}
      ${(entry.details.labels ?? []).map((label) => html`<span class="label">${label}</span>`)}
      ${facts.map((fact) => html`<span>${fact}</span>`)}
    </p>
  </li>`;
}

function whoOf(t: Translate, { actor, details: { startedBy } }: TimelineEntry): Html | '' {
  if (actor !== null) return html`<span>${actor.name} <small>@${actor.login}</small></span>`;
  return startedBy === undefined ? '' : html`<span>${t('web.started-by', { person: startedBy })}</span>`;
}

const MOST_NAMES = 5;

function factsOf(t: Translate, details: EventDetails): readonly string[] {
  const { approvals = [], failedJobs = [], changedFiles = [], assets = [] } = details;
  const jobs = failedJobs.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  const files = { count: changedFiles.length };
  const { durationSeconds: seconds, digest, sizeBytes } = details;
  return [
    ...(jobs.length === 0 ? [] : [t('web.failed-jobs', { jobs: listOf(jobs) })]),
    ...(approvals.length === 0 ? [] : [t('web.approved-by', { people: listOf(approvals) })]),
    ...(files.count === 0
      ? []
      : [t(details['hasMoreFiles'] === true ? 'web.files-more' : 'web.files', files)]),
    ...(assets.length === 0 ? [] : [t('web.assets', { count: assets.length, files: listOf(assets) })]),
    ...(seconds === undefined || seconds < 1 ? [] : [lengthOf(seconds)]),
    ...(digest === undefined ? [] : [digest.slice(0, 19)]),
    ...(sizeBytes === undefined ? [] : [t('web.megabytes', { size: sizeBytes / 1_000_000 })]),
  ];
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown}, …` : shown;
}

/** `4:05` or `1:04:05`. */
function lengthOf(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), Math.floor(seconds % 60)];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
