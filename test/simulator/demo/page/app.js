/* global document, EventSource, setTimeout, window */
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { byId } from './element.js';
import { drawHints } from './hints.js';
import { Panel } from './panel.js';
import { post } from './post.js';

const RECONNECT_NOTE_MS = 1_500;
const chat = new Chat();
const composer = new Composer(chat);
const panel = new Panel((text) => chat.toast(text, true));

chat.onChange = () => drawHints(chat, panel, composer);

function listen() {
  const live = new EventSource('/live');
  const on = (name, take) => live.addEventListener(name, (event) => take(JSON.parse(event.data)));
  on('chats', (chats) => chat.setChats(chats));
  on('snapshot', (messages) => chat.setMessages(messages));
  on('message', (message) => chat.take(message));
  on('answered', (answer) => chat.answered(answer));
  on('chat-action', ({ chatId }) => chat.typing(chatId));
  on('activity', (activity) => panel.setActivity(activity));
  on('panel', (state) => {
    panel.set(state);
    drawDaemon(state.daemon);
    drawHints(chat, panel, composer);
  });
  live.addEventListener('error', () => {
    setTimeout(() => {
      if (live.readyState !== EventSource.OPEN) drawDaemon({ state: 'gone', lastExit: null });
    }, RECONNECT_NOTE_MS);
  });
}

const DAEMON_TEXT = {
  starting: 'daemon is starting',
  running: 'daemon is running',
  stopping: 'daemon is stopping',
  dead: 'daemon has ended',
  gone: 'demo does not answer',
};

function drawDaemon({ state, lastExit }) {
  byId('daemon').dataset.state = state;
  byId('daemon-text').textContent = DAEMON_TEXT[state] ?? state;
  const button = byId('daemon-button');
  button.hidden = state !== 'running' && state !== 'dead';
  button.textContent = state === 'running' ? 'kill -9' : 'Start again';
  button.title = state === 'running' ? 'Kill the daemon: nothing may be lost' : 'Start the daemon';
  button.onclick = () => void post('/do/daemon', { what: state === 'running' ? 'kill' : 'start' });
  const trouble = byId('trouble');
  trouble.hidden = state !== 'dead' && state !== 'gone';
  trouble.textContent =
    state === 'gone'
      ? 'The demo does not answer: it was stopped. Start it again and this page comes back.'
      : `The daemon has ended (${lastExit ?? 'unknown'}). Messages wait until it is started again.`;
}

function showPane(name) {
  document.body.dataset.pane = name;
  byId('show-chat').setAttribute('aria-pressed', String(name === 'chat'));
  byId('show-forges').setAttribute('aria-pressed', String(name === 'forges'));
}

byId('show-chat').addEventListener('click', () => showPane('chat'));
byId('show-forges').addEventListener('click', () => showPane('forges'));

/** The simulated forges have no pages of their own. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof window.Element ? event.target.closest('a[href]') : null;
  if (link === null) return;
  event.preventDefault();
  chat.toast(`In earnest this opens ${link.href}`, true);
});

listen();
