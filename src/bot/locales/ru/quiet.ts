/** `/quiet` and `/timezone`. */
export const quiet = {
  'command.quiet': 'часы, когда я молчу',
  'command.timezone': 'часовой пояс этого чата',
  'help.topic.when': 'Когда',

  'quiet.none': 'Можно писать в любое время.',
  'quiet.set': 'Тихо с {{from}} до {{to}}, {{days}} ({{zone}}).',
  'quiet.now': 'Сейчас тихо, до {{until}}. Что случится за это время, придёт потом одной сводкой.',
  'quiet.urgent-passes':
    'Срочное пропускаю: твой пайплайн упал на основной ветке или тебя упомянули по имени.',
  'quiet.urgent-waits': 'Срочное тоже ждёт.',
  'quiet.how':
    'Другие часы: ответь на это сообщение `22:00-08:00 пн-пт` или пришли `/quiet 22:00-08:00 пн-пт`.',
  'quiet.unclear':
    'Не понимаю «{{typed}}». Напиши так: `/quiet 22:00-08:00`, при желании с днями: `/quiet 22:00-08:00 пн-пт`.',
  'quiet.zone-unclear': 'Не знаю часового пояса «{{typed}}». Пришли его имя, например `Europe/Berlin`.',
  'quiet.no-zone':
    'Твоего часового пояса я не знаю, поэтому время здесь по UTC. Назови его: `/timezone Europe/Berlin`.',

  'button.quiet-night': '🌙 22:00–08:00',
  'button.quiet-weekdays': '🌙 19:00–09:00 пн–пт',
  'button.quiet-weekend': '🌙 сб, вс',
  'button.quiet-off': '🔔 Без тихих часов',
  'button.quiet-urgent-on': '🚨 Пропускать срочное',
  'button.quiet-urgent-off': '🚨 Придерживать и срочное',

  'timezone.none': 'Часового пояса этого чата я не знаю, время здесь по UTC.',
  'timezone.is': 'Время здесь по {{zone}}, сейчас {{time}}.',
  'timezone.near': 'Не знаю часового пояса «{{typed}}». Может быть, один из этих?',
  'timezone.unknown':
    'Не знаю часового пояса «{{typed}}». Пришли город с регионом, например `Europe/Berlin`.',

  'days.every': 'каждый день',
  'days.mon': 'пн',
  'days.tue': 'вт',
  'days.wed': 'ср',
  'days.thu': 'чт',
  'days.fri': 'пт',
  'days.sat': 'сб',
  'days.sun': 'вс',
} as const;
