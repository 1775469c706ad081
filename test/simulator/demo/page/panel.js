import { byId, clockTime, element } from './element.js';
import { post } from './post.js';

/** GitHub's people say pull request. */
function inWordsOf(forge, label) {
  return forge.kind === 'github'
    ? label
        .replaceAll('MR', 'PR')
        .replace('a pipeline', 'a workflow')
        .replace('the pipeline', 'the workflow')
        .replace('a manual job', 'an approval')
    : label;
}

/** The right pane: what can be made to happen, and what did. */
export class Panel {
  #state = null;
  #forge = 'gitlab';
  #toast;

  constructor(toast) {
    this.#toast = toast;
  }

  get state() {
    return this.#state;
  }

  set(state) {
    this.#state = state;
    this.#drawTabs();
    this.#drawActions();
  }

  setActivity({ systems, requests, happenings, log }) {
    byId('systems').replaceChildren(...systems.map(drawSystem));
    byId('happenings').replaceChildren(...happenings.slice(0, 8).map(drawHappening));
    byId('requests').replaceChildren(...requests.map(drawRequest));
    const pre = byId('log');
    const wasAtEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 40;
    pre.textContent = log.join('\n');
    if (wasAtEnd) pre.scrollTop = pre.scrollHeight;
  }

  #current() {
    return this.#state.forges.find((forge) => forge.kind === this.#forge);
  }

  #drawTabs() {
    const tabs = this.#state.forges.map((forge) =>
      element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `forge-${forge.kind}`,
          'aria-selected': String(forge.kind === this.#forge),
          onclick: () => {
            this.#forge = forge.kind;
            this.#drawTabs();
            this.#drawActions();
          },
        },
        element('strong', {}, forge.name),
        element('span', {}, forge.path),
        forge.isBroken ? element('em', {}, 'broken') : null,
        forge.isTokenRevoked ? element('em', {}, 'token revoked') : null,
      ),
    );
    byId('forge-tabs').replaceChildren(...tabs);
  }

  #drawActions() {
    const forge = this.#current();
    const groups = [...new Set(this.#state.actions.map((action) => action.group))];
    byId('actions').replaceChildren(...groups.map((group) => this.#drawGroup(forge, group)));
  }

  #drawGroup(forge, group) {
    const label =
      forge.kind === 'github' ? group.replace('merge', 'pull').replace('Pipelines', 'Workflows') : group;
    const buttons = this.#state.actions
      .filter((action) => action.group === group)
      .filter((action) => action.id !== 'mend-forge' || forge.isBroken)
      .filter((action) => action.id !== 'reopen-mine' || forge.canReopen)
      .filter((action) => action.id !== 'note-ticket' || forge.canNote)
      .filter((action) => action.id !== 'new-token' || forge.isTokenRevoked)
      .filter((action) => action.id !== 'revoke-token' || !forge.isTokenRevoked)
      .map((action) =>
        element(
          'button',
          {
            type: 'button',
            class: `do ${action.id}`,
            'data-action': action.id,
            onclick: () => void this.#act(forge, action),
          },
          inWordsOf(forge, action.label),
        ),
      );
    return element(
      'section',
      { class: `group ${group === 'Bad weather' ? 'weather' : ''}`, 'aria-label': label },
      element('h2', {}, label),
      element('div', { class: 'doings' }, ...buttons),
    );
  }

  async #act(forge, action) {
    const answer = await post('/do/act', { forge: forge.kind, action: action.id });
    if (answer.error !== undefined) this.#toast(answer.error);
  }
}

function drawSystem({ name, perMinute, notModified, failed, buckets }) {
  const most = Math.max(4, ...buckets);
  const bars = buckets.map((count) => {
    const bar = element('i', {});
    bar.style.height = `${Math.round((count / most) * 100)}%`;
    return bar;
  });
  const notes = [notModified > 0 ? `${notModified} unchanged` : '', failed > 0 ? `${failed} refused` : ''];
  return element(
    'div',
    { class: `system${failed > 0 ? ' troubled' : ''}` },
    element('strong', {}, name),
    element('span', { class: 'rate' }, String(perMinute)),
    element('span', { class: 'notes' }, notes.filter((note) => note !== '').join(', ')),
    element('div', { class: 'bars', 'aria-hidden': 'true' }, ...bars),
  );
}

function drawHappening({ at, text, isTrouble }) {
  return element(
    'li',
    isTrouble ? { class: 'is-trouble' } : {},
    element('time', { datetime: at }, clockTime(at, true)),
    element('span', {}, text),
  );
}

function drawRequest({ at, system, what, status }) {
  return element(
    'li',
    {},
    element('time', { datetime: at }, clockTime(at, true)),
    element('b', {}, system),
    element('code', {}, what),
    element('span', { class: status >= 400 ? 'bad' : '' }, status === 0 ? '…' : String(status)),
  );
}
