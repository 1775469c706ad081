import { byId, element } from './element.js';

/** What to try first: one row of buttons that write for you, as long as they are of use. */
export function drawHints(chat, panel, composer) {
  const state = panel.state;
  const bar = byId('hints');
  if (state === null || chat.current === null) return;
  const hints = chat.isPrivate ? privateHints(chat, state) : groupHints(chat, state);
  bar.replaceChildren(
    ...(hints.length === 0 ? [] : [element('span', {}, 'Try:')]),
    ...hints.map(({ label, text }) =>
      element('button', { type: 'button', title: text, onclick: () => composer.fill(text) }, label),
    ),
  );
}

function privateHints(chat, state) {
  const typed = chat.all.filter((message) => message.author === 'me').map((message) => message.text);
  if (!typed.some((text) => text.startsWith('/start'))) return [{ label: '/start', text: '/start' }];
  const tokens = state.forges.map((forge) => ({
    label: `Link ${forge.name}`,
    text: `/token ${forge.token}`,
  }));
  const watches = state.forges
    .filter((forge) => !typed.some((text) => text.startsWith('/watch') && text.includes(forge.path)))
    .map((forge) => ({ label: `Watch ${forge.path}`, text: `/watch ${forge.path}` }));
  return [...tokens.filter((hint) => !isUsed(hint.text)), ...watches];
}

function groupHints(chat, state) {
  const typed = chat.all.filter((message) => message.author === 'me' && message.chatId === chat.current.id);
  return state.forges
    .map((forge) => ({ label: `Watch ${forge.path} here`, text: `/watch ${forge.path}` }))
    .filter((hint) => !typed.some((message) => message.text.startsWith(hint.text)));
}

const used = new Set();

/** The bot deletes a token's message at once, so the page remembers that it was sent. */
export function markUsed(text) {
  used.add(text.trim());
}

function isUsed(text) {
  return used.has(text);
}
