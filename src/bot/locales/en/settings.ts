/** `/settings`, and how much of people's words a chat is sent. */
export const settings = {
  'command.settings': 'all that can be set, in one place',
  'settings.title': '⚙️ *Settings*',
  'settings.title-group': '⚙️ *Settings of this chat*',
  'settings.how': 'What I send here, and when. Press what you want to change.',
  'settings.off': 'off',
  'button.settings-language': '🌐 Language',
  'button.settings-timezone': '🕓 Time zone',
  'button.settings-projects': '📁 Projects',
  'button.settings-quiet': '🌙 Quiet hours',
  'button.settings-digest': '🗞 Summary',
  'button.settings-privacy': '🔒 Privacy',
  'button.back-to-settings': '‹ Settings',
  'button.other-zones': '‹ Other zones',
  'timezone.how':
    'Press the time that it is where you are, or answer this message with a city or a name such as `Europe/Berlin`.',

  'privacy.full': 'You are sent all of it: titles, and what people wrote.',
  'privacy.titles':
    'You are sent titles and names, and nothing of what people wrote: no comments, descriptions, changed lines or release notes.',
  'privacy.neither':
    'You are sent no word that people wrote: only what kind of thing happened, in which project, its number and a link.',
  'privacy.how':
    'It holds for what I send unasked, also for what is on its way. What you ask for yourself, as with /look, comes in full.',
  'button.privacy-full': 'Full text',
  'button.privacy-titles': 'Titles only',
  'button.privacy-neither': 'Neither text nor titles',

  'city.los-angeles': 'Los Angeles',
  'city.chicago': 'Chicago',
  'city.new-york': 'New York',
  'city.sao-paulo': 'São Paulo',
  'city.utc': 'UTC',
  'city.london': 'London',
  'city.berlin': 'Berlin',
  'city.kyiv': 'Kyiv',
  'city.moscow': 'Moscow',
  'city.dubai': 'Dubai',
  'city.yekaterinburg': 'Yekaterinburg',
  'city.delhi': 'Delhi',
  'city.novosibirsk': 'Novosibirsk',
  'city.shanghai': 'Shanghai',
  'city.tokyo': 'Tokyo',
  'city.sydney': 'Sydney',
} as const;
