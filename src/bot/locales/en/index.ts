import { bot } from './bot.js';
import { events } from './events.js';
import { overview } from './overview.js';

export const en = { ...bot, ...events, ...overview } as const;
