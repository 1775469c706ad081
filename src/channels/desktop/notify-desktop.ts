import type { Notify } from './desktop-channel.js';

const APP = 'Forgewatch';

/** By the system's own means: Notification Centre, Windows toasts, `notify-send`. Loaded when it is first needed. */
export const notifyDesktop: Notify = async ({ title, text }) => {
  const { default: notifier } = await import('toasted-notifier');
  await new Promise<void>((resolve, reject) => {
    const note = {
      title: withoutDash(title),
      // An empty one is refused.
      message: withoutDash(process.platform === 'linux' ? escapeMarkup(text) : text) || APP,
      wait: false,
      'app-name': APP,
    };
    notifier.notify(note, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
};

/** Or it would pass for an option. */
function withoutDash(text: string): string {
  return text.startsWith('-') ? `\u2060${text}` : text;
}

/** Desktops may read markup in it: https://specifications.freedesktop.org/notification-spec/latest/markup.html */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
