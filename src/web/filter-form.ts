import { html } from 'hono/html';
import type { Translate } from '../domain/ports/translator.js';
import type { Project } from '../domain/project.js';
import { TOPICS } from '../domain/topic.js';
import type { Html } from './plain-pages.js';
import type { Query } from './read-query.js';

/** Names of the filters, as they stand in the address. */
export const FILTERS = ['project', 'topic', 'type', 'person', 'branch', 'from', 'to'] as const;

export function filterForm(t: Translate, projects: readonly Project[], query: Query): Html {
  const paths = projects.map(({ path }) => ({ value: path, label: path }));
  const topics = TOPICS.map((topic) => ({ value: topic, label: t(`web.topic.${topic}`) }));
  return html`<form class="filters" method="get" action="/timeline">
    ${choice(t, 'project', paths, query)} ${choice(t, 'topic', topics, query)}
    ${field(t, 'person', 'text', query)} ${field(t, 'branch', 'text', query)}
    ${field(t, 'from', 'date', query)} ${field(t, 'to', 'date', query)}
    <p>
      <button class="primary">${t('web.filter.apply')}</button>
      <a href="/timeline">${t('web.filter.clear')}</a>
    </p>
  </form>`;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function choice(t: Translate, name: 'project' | 'topic', options: readonly Option[], query: Query): Html {
  const chosen = query(name) ?? '';
  return html`<label
    >${t(`web.filter.${name}`)}
    <select name="${name}">
      <option value="">${t('web.filter.any')}</option>
      ${options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`,
      )}
    </select>
  </label>`;
}

function field(t: Translate, name: string, type: 'text' | 'date', query: Query): Html {
  return html`<label
    >${t(`web.filter.${name}`)}
    <input name="${name}" type="${type}" value="${query(name) ?? ''}" maxlength="300" autocomplete="off" />
  </label>`;
}
