import { Telegraf } from 'telegraf';

/** A small bot in the daemon's place, which says everything that the page must be able to draw. */
const bot = new Telegraf(process.env['TELEGRAM_BOT_TOKEN'] ?? '', {
  telegram: { apiRoot: process.env['TELEGRAM_API_ROOT'] ?? '' },
});

const CARD = [
  '<b>bold</b> <i>italic</i> <s>struck</s> <code>code</code> <a href="https://gitlab.example.com/a/b">link</a>',
  '<blockquote>quoted</blockquote><pre><code class="language-ts">if (a &lt; b) go();</code></pre>',
  '&lt;img src=x onerror="document.title=1"&gt; @alice_acme /help',
].join('\n');

bot.command('card', async (context) => {
  const card = await context.replyWithHTML(CARD, {
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Edit', callback_data: 'edit' },
          { text: 'Open', url: 'https://gitlab.example.com/a/b' },
        ],
        [{ text: 'Delete', callback_data: 'delete' }],
      ],
    },
  });
  await context.reply('beneath the card', {
    disable_notification: true,
    reply_parameters: { message_id: card.message_id },
  });
});
bot.command('settings', (context) => context.reply(Object.keys(process.env).sort().join(' ')));
bot.command('die', async (context) => {
  // Confirmed first: the update would be delivered again, and end the next one too.
  await context.telegram.getUpdates(0, 1, context.update.update_id + 1, undefined);
  process.exit(7);
});
bot.action('edit', async (context) => {
  await context.answerCbQuery('Edited it');
  await context.editMessageText('after the edit');
});
bot.action('delete', async (context) => {
  await context.answerCbQuery();
  await context.deleteMessage();
});
bot.on('message', (context) => {
  const quoted = 'reply_to_message' in context.message ? ' in reply' : '';
  return context.reply(`heard${quoted}: ${context.text ?? ''}`);
});
bot.catch((error) => {
  process.stderr.write(`${String(error)}\n`);
});
process.once('SIGTERM', () => bot.stop());
await bot.telegram.setMyCommands([
  { command: 'card', description: 'Show a card' },
  { command: 'settings', description: 'Show the settings' },
]);
await bot.launch();
