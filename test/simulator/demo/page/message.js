import { clockTime, element } from './element.js';
import { drawText, webAddress } from './entities.js';

/** One message as a list item. `doings` are what its parts do: press, reply, jump. */
export function drawMessage(message, doings) {
  if (message.service !== null) {
    return element('li', { class: 'service', 'data-id': message.id }, element('span', {}, message.service));
  }
  return element(
    'li',
    { class: `message ${message.author}`, 'data-id': message.id },
    drawBubble(message, doings),
    message.buttons.length === 0 ? null : drawButtons(message, doings),
  );
}

function drawBubble(message, doings) {
  const body = element('div', { class: 'text' });
  body.append(drawText(message.text, message.entities));
  return element(
    'div',
    { class: 'bubble' },
    message.author === 'me' ? null : element('div', { class: 'name' }, message.name),
    message.reply === null ? null : drawReply(message.reply, doings),
    message.attachment === null ? null : element('div', { class: 'attachment' }, `📎 ${message.attachment}`),
    message.picture === null ? null : drawPicture(message),
    body,
    drawMeta(message),
    element(
      'button',
      {
        type: 'button',
        class: 'answer',
        'aria-label': `Reply to ${message.name}`,
        title: 'Reply',
        onclick: () => doings.reply(message),
      },
      '↩',
    ),
  );
}

function drawPicture({ picture, text }) {
  return element(
    'a',
    { class: 'picture', href: picture, target: '_blank', rel: 'noopener noreferrer' },
    element('img', { src: picture, alt: text.split('\n')[0] || 'Picture' }),
  );
}

function drawReply(reply, doings) {
  return element(
    'button',
    {
      type: 'button',
      class: 'reply',
      'aria-label': `In reply to ${reply.name}`,
      onclick: () => doings.jump(reply.id),
    },
    element('strong', {}, reply.name),
    element('span', {}, reply.text.replaceAll('\n', ' ')),
  );
}

function drawMeta(message) {
  const meta = element('div', { class: 'meta' });
  if (message.isSilent) meta.append(element('span', { title: 'Came without a sound' }, '🔕'));
  if (message.isEdited) meta.append(drawEdited(message));
  meta.append(element('time', { datetime: message.at }, clockTime(message.at)));
  return meta;
}

/** The demo's own addition: what the message said before. */
function drawEdited(message) {
  const earlier = message.earlier.map((text, index) => `${index + 1}. ${text}`).join('\n\n');
  const list = element('div', { class: 'earlier', hidden: true }, earlier);
  return element(
    'span',
    { class: 'edited' },
    element(
      'button',
      {
        type: 'button',
        title: 'What it said before',
        'aria-label': `Edited ${message.earlier.length} times: show what it said before`,
        onclick: () => {
          list.hidden = !list.hidden;
        },
      },
      message.earlier.length > 1 ? `edited ×${message.earlier.length}` : 'edited',
    ),
    list,
  );
}

function drawButtons(message, doings) {
  const rows = message.buttons.map((row) =>
    element('div', { class: 'row' }, ...row.map((button) => drawButton(message, button, doings))),
  );
  return element('div', { class: 'buttons' }, ...rows);
}

function drawButton(message, button, doings) {
  const address = button.url === undefined ? null : webAddress(button.url);
  if (address !== null) {
    return element(
      'a',
      { class: 'button link', href: address, target: '_blank', rel: 'noopener noreferrer', title: address },
      button.text,
    );
  }
  return element(
    'button',
    {
      type: 'button',
      class: 'button',
      disabled: button.callback_data === undefined,
      onclick: (event) => doings.press(message, button, event.currentTarget),
    },
    button.text,
  );
}
