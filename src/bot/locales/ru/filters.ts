/** `/filters` and `/why`; marked up as in `bot.ts`. */
export const filters = {
  'command.filters': 'выбрать, о чём рассказывает проект',
  'command.why': 'в ответ на сообщение: почему оно пришло',

  'level.custom': 'Приходит то, что пропускает фильтр:',
  'level-button.custom': 'Свой',

  'filters.choose': 'Какой фильтр показать?',
  'filters.panel': 'Фильтр *{{project}}*',
  'filters.none-yet': 'Фильтра пока нет. Любая кнопка создаст его из нынешнего уровня.',
  'filters.line': 'Одной строкой, чтобы скопировать и изменить: {{line}}',
  'filters.toggles':
    'О чём рассказывает {{project}}: ✓ всегда, ✕ никогда, без отметки – как решает уровень {{base}}. Нажми, чтобы изменить.',
  'filters.no-teams':
    'В GitLab ревью не просят у групп, так что правила с `team` здесь ничего не решают. С `reviewer` – решают.',
  'filters.include': 'только {{rule}}',
  'filters.exclude': 'кроме {{rule}}',

  'button.toggles': 'О чём рассказывать',
  'button.filter': '‹ К фильтру',
  'button.watch-panel': 'Открыть подписку',
  'button.event-off': 'Выключить такие',
  'button.event-off-one': 'Выключить: {{what}}',

  'button.add-rule': 'Добавить правило',
  'button.fields': '‹ К правилам',
  'filters.fields': 'Новое правило для *{{project}}*: на что смотреть?',
  'filters.mode-include': 'Только такое',
  'filters.mode-exclude': 'Кроме такого',
  'filters.mode-help-include':
    'Придёт только то, что подходит. Где такого признака нет вовсе – придёт как раньше.',
  'filters.mode-help-exclude': 'То, что подходит, не придёт.',
  'filters.values-include':
    '*{{field}}*: {{project}} присылает только то, что подходит (и то, где этого нет вовсе).',
  'filters.values-exclude': '*{{field}}*: {{project}} не присылает то, что подходит.',
  'filters.press-or-type':
    'Нажми, что подходит (✓), или ответь на это сообщение своим значением, например {{example}}.',
  'filters.only-type':
    'Таких здесь пока не встречалось. Ответь на это сообщение своим значением, например {{example}}.',
  'filters.value-gone': 'Такого значения я уже не знаю. Вот список, какой он сейчас.',
  'filters.full_one': 'Больше {{count}} правила не поместится. Сначала убери одно.',
  'filters.full_few': 'Больше {{count}} правил не поместится. Сначала убери одно.',
  'filters.full_many': 'Больше {{count}} правил не поместится. Сначала убери одно.',
  'filters.full_other': 'Больше {{count}} правил не поместится. Сначала убери одно.',
  'filters.added': 'Добавлено: {{rules}}',
  'filter-field.branch': 'Ветка',
  'filter-field.label': 'Метка',
  'filter-field.author': 'Автор',
  'filter-field.bots': 'Боты',
  'filter-field.reviewer': 'Ревьюер',
  'filter-field.team': 'Команда',
  'filter-field.path': 'Файлы',
  'filter-field.workflow': 'Workflow',
  'filter-field.job': 'Джоба',
  'filter-field.stage': 'Стадия',
  'filter-field.environment': 'Окружение',
  'filter-field.tag': 'Тег',
  'filter-field.image': 'Образ',
  'filter-field.milestone': 'Веха',

  'preset.broken-and-fixed': 'Только упало и починено',
  'preset.releases-only': 'Только релизы',
  'preset.no-bots': 'Без ботов',
  'preset.only-me': 'Только моё',

  'filter-fault.word':
    '«{{word}}» – не часть фильтра. Можно так: `base:team`, `+topic`, `-topic`, `only branch:main`, `not label:wip`.',
  'filter-fault.base': '«{{word}}» – не основа фильтра. Есть такие: {{possible}}.',
  'filter-fault.toggle':
    '«{{word}}» – о таком не рассказываю. Есть {{possible}} или одно событие, например `{{event}}`.',
  'filter-fault.field': '«{{word}}» – не правило. Есть {{possible}}, например `branch:release/*`.',
  'filter-fault.no-pattern': 'К «{{word}}» нужно значение, например `branch:main,release/*`.',
  'filter-fault.bots-pattern': 'У «{{word}}» нет значения. Можно так: `only bots` или `not bots`.',
  'filter-fault.long-pattern': '«{{word}}» – слишком длинно: в значении не больше 100 символов.',
  'filter-fault.many-stars': '«{{word}}» – слишком много звёздочек: в значении не больше двух.',
  'filter-fault.many-rules': '«{{word}}» – уже лишнее правило: их не больше 20.',
  'filter-fault.nothing-after': 'После «{{word}}» нужно правило. Есть такие: {{possible}}.',

  'why.how': 'Пришли /why в ответ на моё сообщение, и я скажу, почему оно пришло.',
  'why.not-news':
    'Это сообщение пришло не по подписке: оно отвечает на то, что здесь написали или нажали, или слишком старое.',
  'why.notice': 'Это сообщение о твоём аккаунте, оно приходит при любых подписках.',
  'why.letter': 'Это сводка или напоминание: их кто-то включил здесь командой /digest.',
  'why.ticket': 'Это сообщение об обращении в поддержку: оно приходит тому, кто обратился.',
  'why.watch': '*{{what}}* – пришло по подписке на {{project}}, её уровень: {{level}}.',
  'why.toggle': '«{{what}}» включено в фильтре.',
  'why.met': 'Подошло под правило {{rules}}.',
  'why.late':
    'Сначала фильтр не пропустил, а потом поменялись метки, ревьюеры или команды, и новость подошла.',
  'why.more_one': 'В том сообщении есть ещё {{count}} вид новостей, здесь его нет.',
  'why.more_few': 'В том сообщении есть ещё {{count}} вида новостей, здесь их нет.',
  'why.more_many': 'В том сообщении есть ещё {{count}} видов новостей, здесь их нет.',
  'why.more_other': 'В том сообщении есть ещё {{count}} вида новостей, здесь их нет.',
  'why.reason': '{{reason}}.',
  'why.team-news': 'Это касается всей команды',
  'why.nobodys': 'Это не касается никого в отдельности',
  'why.watch-gone': 'Этой подписки здесь уже нет.',
  'why.is-muted': 'Эта подписка без звука, пока ты его не вернёшь.',
  'why.switched-off': '{{project}} больше не присылает сюда «{{what}}».',
} as const;
