import { byId, element } from './element.js';

/** What to try first: one row of buttons that write for you, as long as they are of use. */
export function drawHints(chat, panel, composer) {
  const state = panel.state;
  const bar = byId('hints');
  if (state === null || chat.current === null) return;
  const hints = chat.isPrivate ? privateHints(chat, state) : groupHints(chat, state);
  bar.replaceChildren(
    ...(hints.length === 0 ? nextStep(state) : [element('span', {}, 'Try:')]),
    ...hints.map(({ label, text }) =>
      element('button', { type: 'button', title: text, onclick: () => composer.fill(text) }, label),
    ),
  );
}

function privateHints(chat, state) {
  const typed = chat.all.filter((message) => message.author === 'me').map((message) => message.text);
  if (!typed.some((text) => text.startsWith('/start'))) return [{ label: '/start', text: '/start' }];
  const tokens = state.forges
    .filter((forge) => !forge.isTokenSent)
    .map((forge) => ({ label: `Link ${forge.name}`, text: `/token ${forge.token}` }));
  const watches = state.forges
    .filter((forge) => !typed.some((text) => text.startsWith('/watch') && text.includes(forge.path)))
    .map((forge) => ({ label: `Watch ${forge.path}`, text: `/watch ${forge.path}` }));
  return [...tokens, ...watches];
}

function groupHints(chat, state) {
  const typed = chat.all.filter((message) => message.author === 'me' && message.chatId === chat.current.id);
  const desk = state.forges
    .slice(0, 1)
    .map((forge) => ({ label: `Open a desk for ${forge.path}`, text: `/desk on ${forge.path}` }));
  return [
    ...state.forges.map((forge) => ({ label: `Watch ${forge.path} here`, text: `/watch ${forge.path}` })),
    ...desk,
    { label: 'Report something', text: '/report The basket is empty' },
  ].filter((hint) => !typed.some((message) => message.text.startsWith(hint.text)));
}

/** Where to go on when there is nothing more to write. */
function nextStep(state) {
  const text = state.hasActed ? '' : 'Now make something happen: press a button of a forge.';
  return text === '' ? [] : [element('span', {}, text)];
}
