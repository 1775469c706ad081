import { bot } from './bot.js';
import { events } from './events.js';

export const en = { ...bot, ...events } as const;
