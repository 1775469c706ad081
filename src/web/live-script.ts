/** The page's one script: asks for what is new while somebody looks, and says times as the reader's clock does. */
export const LIVE_SCRIPT = `'use strict';
const list = document.querySelector('#events');
const health = document.querySelector('#health');
const away = document.querySelector('#away');
const NEWS_MS = 10000;
const HEALTH_MS = 20000;
const MOST_ROWS = 500;

function localise(root) {
  for (const time of root.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    time.title = time.dateTime;
    time.textContent = date.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  }
}

function parse(text) {
  const template = document.createElement('template');
  template.innerHTML = text;
  return template.content;
}

function place(row) {
  if (document.getElementById(row.id)) return;
  const older = [...list.children].find((one) => one.dataset.at < row.dataset.at);
  localise(row);
  row.classList.add('new');
  list.insertBefore(row, older ?? null);
  document.querySelector('#none')?.remove();
  while (list.children.length > MOST_ROWS) list.lastElementChild.remove();
}

async function ask(path) {
  if (document.hidden) return null;
  const response = await fetch(path).catch(() => null);
  if (response?.status === 401) location.reload();
  away.hidden = response?.ok ?? false;
  return response?.ok ? response : null;
}

async function askNews() {
  const response = await ask('/timeline/new?' + list.dataset.query + '&since=' + encodeURIComponent(list.dataset.since));
  if (!response) return;
  for (const row of [...parse(await response.text()).querySelectorAll('li')].reverse()) place(row);
  list.dataset.since = response.headers.get('x-since');
}

async function askHealth() {
  const response = await ask('/timeline/health');
  if (!response) return;
  const open = [...health.querySelectorAll('details')].map((one) => one.open);
  const content = parse(await response.text());
  [...content.querySelectorAll('details')].forEach((one, index) => { one.open = open[index] ?? false; });
  localise(content);
  health.replaceChildren(content);
}

localise(document);
if (list.dataset.since !== undefined) setInterval(askNews, NEWS_MS);
setInterval(askHealth, HEALTH_MS);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && list.dataset.since !== undefined) askNews();
});
`;
