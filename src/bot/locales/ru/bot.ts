/** What the bot itself says, marked up as in English. It speaks of itself without a gender, and to the reader as «ты». */
export const bot = {
  'command.watch': 'следить за проектом: путь, ссылка или выбор из списка',
  'command.watches': 'за чем следит этот чат и насколько подробно',
  'command.unwatch': 'перестать следить за проектом',
  'command.mute': 'заглушить на время проект или то, о чём сообщение',
  'command.status': 'всё ли работает?',
  'command.token': 'привязать аккаунт GitLab или GitHub',
  'command.accounts': 'твои привязанные аккаунты',
  'command.language': 'выбрать язык',
  'command.help': 'что я умею',
  'command.start': 'начать',
  'command.forget': 'удалить всё о себе',

  'help.private':
    'Слежу за проектами на GitLab и GitHub с твоим токеном и рассказываю о том, что тебя касается.',
  'help.group':
    'Могу рассказывать этой группе о проектах на GitLab и GitHub – с токеном участника, который на это согласен.',
  'help.topic.see': 'Смотреть',
  'help.topic.act': 'Делать',
  'help.topic.watch': 'Следить',
  'help.topic.desk': 'Обратиться без аккаунта',
  'help.topic.you': 'О себе',
  'help.topic.operators': 'Админам',
  'help.no-topic': 'Об этом справки нет, зато есть обо всём этом:',
  'help.forms':
    'Действовать можно ответом: `/approve` в ответ на новость или `/approve group/app!12`. Любой другой ответ станет комментарием.\nПайплайн запускается так: `/run group/app branch NAME=value`, workflow – так: `/run owner/repo workflow@branch input=value`.\nПопробуй `/watch group/app team` или `/mute app 2ч`.\nУровни: `participating` – то, что касается тебя; `team` – ещё и поломки основной ветки, релизы, документация, вики и прод; `all` – всё.',

  'button.token': 'Привязать аккаунт',
  'button.watch': 'Следить за проектом',
  'button.watches': 'За чем слежу',
  'button.status': 'Статус',
  'button.help': 'Помощь',
  'button.remove': 'Удалить',
  'button.keep': 'Оставить',
  'button.forget': 'Удалить всё',
  'button.mute': '🔕 {{duration}}',
  'button.mute-for-good': '🔕 Пока не включу',
  'button.unmute': '🔔 Включить звук',
  'button.unwatch': 'Не следить',
  'button.all-watches': '‹ Все подписки',
  'button.previous': '‹ Назад',
  'button.next': 'Ещё ›',
  'button.group-may-read': 'Да, можно',
  'button.group-may-not': 'Нет',
  'button.private-chat': 'Написать мне в личку',

  'token.explain':
    'Создай токен по кнопке и пришли его мне сюда. Сообщение сразу удалю, а токен буду хранить в зашифрованном виде.',
  'token.explain-gitlab':
    'GitLab: со скоупом `api` отсюда можно одобрять, вливать и отвечать; с `read_api` – только получать новости.',
  'token.explain-github': 'GitHub: лучше всего подходит classic-токен со скоупами `repo` и `notifications`.',
  'token.make-button': 'Создать токен на {{forge}}',
  'token.make-reading-button': 'Только для чтения {{forge}}',
  'token.linked': 'Готово! Ты – *{{user}}* на {{forge}}.',
  'token.renewed': 'Готово, теперь работает новый токен: *{{user}}* на {{forge}}.',
  'token.read-only': 'Токен только для чтения: рассказать могу обо всём, но действовать за тебя – нет.',
  'token.can-write':
    'Токен может писать, так что отсюда можно действовать. Ничего не поменяю, пока не нажмёшь кнопку.',
  'token.may-write':
    'Сервер не говорит, что может менять такой токен; это выяснится в деле. Ничего не поменяю, пока не нажмёшь кнопку.',
  'token.excess-scopes': 'В нём есть и лишние для меня права ({{scopes}}). Токен без них был бы безопаснее.',
  'token.of-a-bot': 'Он принадлежит боту, так что «твоё» – это то, что касается этого бота.',
  'token.no-inbox':
    'GitHub не отдаёт такому токену уведомления, поэтому смотрю каждый репозиторий из подписок. Новости порой приходят чуть позже, а упоминания у коммитов вижу только в их сообщениях и только там, где ты следишь за пушами. Что происходит в других местах, мне не видно.',
  'token.no-groups-github':
    'Твоих команд он мне не показывает, поэтому упоминаний команды я не замечу. Классический токен с `read:org` покажет.',
  'token.no-groups-gitlab':
    'Твоих групп он мне не показывает, поэтому упоминаний группы я не замечу. Каждый день спрашиваю снова.',
  'token.expires': 'Действует до {{date}}',
  'token.expires-soon': 'Срок: {{date}}, осталось {{left}}. Пришли мне новый токен до этого.',
  'token.is-over': 'Срок вышел: {{date}}. Пришли мне новый токен.',
  'token.refused':
    '{{forge}} не принимает этот токен: он отозван, истёк или скопирован не целиком. Создай новый и пришли мне.',
  'token.expired': 'Срок этого токена для {{forge}} вышел. Создай новый и пришли мне.',
  'token.missing-scopes':
    'Этому токену для {{forge}} не хватает {{scopes}}, хранить его не буду. Создай токен с этими скоупами и пришли мне.',
  'token.unclear': 'Это не похоже на токен. Пришли его отдельно или так: `/token <адрес сервера> <токен>`.',
  'token.foreign-address': 'К этому адресу мне обращаться нельзя. Бот работает с `{{allowed}}`.',
  'token.no-instance': 'Этот токен от сервера, с которым бот не работает. Он работает с `{{allowed}}`.',
  'token.wrong-forge': '{{forge}} таких токенов не выдаёт, поэтому пробовать не буду. Проверь адрес.',
  'token.which-forge': 'Откуда этот токен? Подержу его в зашифрованном виде десять минут.',
  'token.kept': 'Не получилось удалить твоё сообщение с токеном. Удали его, пожалуйста.',
  'token.in-group':
    'Токен из этой группы удалён и не использован. Его могли увидеть все: отзови его прямо сейчас и пришли мне новый в личку.',
  'token.in-group-kept':
    'В этой группе лежит токен, а удалить сообщение мне нельзя. Удали его, прямо сейчас отзови токен и пришли мне новый в личку.',
  'token.edited': 'В изменённом сообщении был токен, поэтому оно удалено. Пришли токен новым сообщением.',
  'token.edited-kept':
    'В изменённом сообщении токен, а удалить сообщение не получилось. Удали его, пожалуйста, и пришли токен новым сообщением.',
  'token.in-command':
    'В этом сообщении был токен, поэтому оно удалено и больше ничего не сделано. Пришли токен отдельно.',
  'token.in-command-kept':
    'В этом сообщении был токен, поэтому ничего не сделано, но удалить сообщение не получилось. Удали его, пожалуйста, и пришли токен отдельно.',
  'token.in-reply':
    'В этом ответе был токен, поэтому он удалён и больше ничего не сделано. Чтобы привязать токен, пришли его отдельно.',
  'token.in-reply-kept':
    'В этом ответе токен, поэтому ничего не сделано, но удалить сообщение не получилось. Удали его, пожалуйста.',

  'accounts.none': 'Аккаунтов пока нет. Пришли мне токен или посмотри, как его создать.',
  'accounts.title_one': 'Привязан {{count}} аккаунт:',
  'accounts.title_few': 'Привязано {{count}} аккаунта:',
  'accounts.title_many': 'Привязано {{count}} аккаунтов:',
  'accounts.title_other': 'Привязано {{count}} аккаунта:',
  'accounts.active': '*{{user}}* на {{forge}} работает.',
  'accounts.refused': '*{{user}}* на {{forge}} – отказ. Пришли мне новый токен.',
  'accounts.remove-button': 'Удалить {{user}} на {{forge}}',
  'accounts.confirm_one': 'Удалить *{{user}}* на {{forge}} вместе с токеном и {{count}} подпиской?',
  'accounts.confirm_few': 'Удалить *{{user}}* на {{forge}} вместе с токеном и {{count}} подписками?',
  'accounts.confirm_many': 'Удалить *{{user}}* на {{forge}} вместе с токеном и {{count}} подписками?',
  'accounts.confirm_other': 'Удалить *{{user}}* на {{forge}} вместе с токеном и {{count}} подписки?',
  'accounts.removed':
    'Удалено: *{{user}}* на {{forge}} и всё, что с этим связано. Токен можно отозвать и там.',
  'accounts.kept': '*{{user}}* на {{forge}} остаётся.',
  'accounts.gone': 'Этого аккаунта здесь уже нет.',

  'watch.started': 'Теперь слежу за {{project}}. О том, что было раньше, писать не буду.',
  'watch.changed': 'За {{project}} я уже слежу; теперь так.',
  'watch.panel': '*{{project}}*',
  'watch.through': 'Смотрю с токеном {{user}} на {{forge}}.',
  'watch.waits-for-owner': '{{user}} ещё не разрешает этой группе это читать.',
  'watch.ask-owner':
    '{{name}}, можно этой группе следить за {{project}} с твоим токеном? Все здесь будут читать то, что видит {{user}} на {{forge}}, кроме конфиденциального.',
  'watch.declined': 'Хорошо, эта группа не получит {{project}}.',
  'watch.ended': 'Больше не слежу здесь за {{project}}.',
  'watch.ended-toast': 'Больше не слежу за {{project}}.',
  'watch.gone': 'Этой подписки здесь уже нет.',
  'watch.not-watched': 'За этим в этом чате не слежу.',
  'watch.invalid':
    '«{{typed}}» – такой проект прочитать не могу. Пришли путь, например `group/app`, или ссылку.',
  'watch.foreign-host': 'К `{{host}}` мне обращаться нельзя. Бот работает с `{{allowed}}`.',
  'watch.not-found': 'Не вижу {{project}}: такого нет или твоему токену он недоступен.',
  'watch.no-account': 'Сначала привяжи аккаунт, тогда можно искать проекты.',
  'watch.no-account-group': 'Сначала привяжи аккаунт у меня в личке, потом попроси здесь ещё раз.',
  'watch.no-account-there':
    'У тебя ещё нет аккаунта на {{forge}}, поэтому найти {{project}} не могу. Пришли мне токен оттуда в личку.',
  'watch.which-account': '{{project}} виден нескольким твоим аккаунтам. С каким смотреть?',
  'watch.account-button': '{{user}} на {{forge}}',
  'watch.group-needs-path': 'Назови проект, чтобы не показывать группе твой список: `/watch group/app`.',
  'watch.too-many': 'За один раз – не больше {{count}} проектов, пожалуйста.',

  'watch-state.unconfirmed': 'не подтверждено',
  'watch-state.muted': 'без звука',
  'level.participating': 'Приходит то, что касается тебя: твои пайплайны, ревью, упоминания и ответы.',
  'level.team': 'Приходит то, что касается тебя и команды, например поломка основной ветки.',
  'level.all': 'Приходит всё, что там происходит.',
  'level.muted': 'Без звука, пока ты его не вернёшь.',
  'level-button.participating': 'Моё',
  'level-button.team': 'Команда',
  'level-button.all': 'Всё',
  'level-button.muted': 'Без звука',

  'watches.title_one': 'В этом чате {{count}} проект. Нажми, чтобы изменить.',
  'watches.title_few': 'В этом чате {{count}} проекта. Нажми на один из них, чтобы изменить.',
  'watches.title_many': 'В этом чате {{count}} проектов. Нажми на один из них, чтобы изменить.',
  'watches.title_other': 'В этом чате {{count}} проекта. Нажми на один из них, чтобы изменить.',
  'watches.none': 'В этом чате пока нет проектов. Пришли путь или ссылку либо выбери из списка.',
  'watches.none-group': 'В этом чате пока нет проектов. Назови проект: `/watch group/app`.',
  'unwatch.choose': 'За чем больше не следить?',
  'mute.choose': 'У чего выключить звук?',
  'mute.rest': 'Без звука ещё {{left}}.',
  'mute.started': 'Без звука на {{duration}}: {{projects}}.',
  'mute.ended': 'Снова со звуком: {{projects}}.',

  'status.account_zero': '*{{user}}* на {{forge}}, подписок пока нет',
  'status.account_one': '*{{user}}* на {{forge}}, {{count}} подписка',
  'status.account_few': '*{{user}}* на {{forge}}, {{count}} подписки',
  'status.account_many': '*{{user}}* на {{forge}}, {{count}} подписок',
  'status.account_other': '*{{user}}* на {{forge}}, {{count}} подписки',
  'status.idle': 'Пока смотреть не на что.',
  'status.well_one': 'Всё хорошо: читаю там {{count}} список.',
  'status.well_few': 'Всё хорошо: читаю там {{count}} списка.',
  'status.well_many': 'Всё хорошо: читаю там {{count}} списков.',
  'status.well_other': 'Всё хорошо: читаю там {{count}} списка.',
  'status.failing': 'Часть списков там не читается ({{count}} из {{all}}), продолжаю пробовать.',
  'status.limited': '{{forge}} просит паузу. Попробую снова через {{left}}.',
  'status.counts':
    'За последнее время получено записей: {{fetched}}, сохранено событий: {{stored}} ({{kinds}}).',
  'status.counts-none': 'За последнее время ничего не получено.',
  'status.last-news': 'Последняя новость – {{ago}} назад.',
  'status.next': 'Следующая проверка через {{left}}.',
  'status.now': 'Проверяю прямо сейчас.',
  'status.late': 'Проверка опаздывает на {{late}}.',
  'status.waiting_one': 'Отправки тебе ждёт {{count}} сообщение.',
  'status.waiting_few': 'Отправки тебе ждут {{count}} сообщения.',
  'status.waiting_many': 'Отправки тебе ждут {{count}} сообщений.',
  'status.waiting_other': 'Отправки тебе ждут {{count}} сообщения.',

  'forget.confirm': 'Удалить твои аккаунты, токены, подписки и всё, что я о тебе помню? Вернуть это нельзя.',
  'forget.otherwise':
    'А само по себе уходит вот что: новости через {{news}}, запись о сделанном через {{actions}}, лента через {{events}}.',
  'forget.operator':
    'Админ здесь – ты: после этого у бота не будет админа, пока его не перезапустят и он не выдаст новый код.',
  'forget.kept': 'Ничего не удалено.',
  'forget.done':
    'Удалено: {{accounts}}, {{watches}}, {{messages}}, {{actions}} и всё, что с этим связано. Токены можно отозвать и на сервере.',
  'forget.accounts_one': '{{count}} аккаунт с токеном',
  'forget.accounts_few': '{{count}} аккаунта с токенами',
  'forget.accounts_many': '{{count}} аккаунтов с токенами',
  'forget.accounts_other': '{{count}} аккаунта с токенами',
  'forget.messages_one': '{{count}} сообщение из истории',
  'forget.messages_few': '{{count}} сообщения из истории',
  'forget.messages_many': '{{count}} сообщений из истории',
  'forget.messages_other': '{{count}} сообщения из истории',
  'forget.actions_one': '{{count}} действие отсюда',
  'forget.actions_few': '{{count}} действия отсюда',
  'forget.actions_many': '{{count}} действий отсюда',
  'forget.actions_other': '{{count}} действия отсюда',
  'forget.watches_one': '{{count}} подписка',
  'forget.watches_few': '{{count}} подписки',
  'forget.watches_many': '{{count}} подписок',
  'forget.watches_other': '{{count}} подписки',

  'group.greeting':
    'Привет! Участник бота может попросить меня рассказывать здесь о проекте: `/watch group/app`.\nПрежде чем группа что-то прочтёт, спрошу владельца токена.',
  'group.private-only': 'Это только между нами. Напиши мне в личку.',

  'forge.token-refused': '{{forge}} не принимает токен. Пришли мне новый в личку.',
  'forge.forbidden': '{{forge}} не разрешает это с таким токеном: не хватает скоупа или роли.',
  'forge.not-found': '{{forge}} ничего там не показывает: такого нет или токену это недоступно.',
  'forge.rate-limited': '{{forge}} просит притормозить на несколько минут.',
  'forge.limited_one': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} секунду.',
  'forge.limited_few': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} секунды.',
  'forge.limited_many': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} секунд.',
  'forge.limited_other': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} секунды.',
  'forge.limited-minutes_one': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} минуту.',
  'forge.limited-minutes_few': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} минуты.',
  'forge.limited-minutes_many': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} минут.',
  'forge.limited-minutes_other': '{{forge}} просит паузу. Попробуй ещё раз через {{count}} минуты.',
  'forge.unavailable': '{{forge}} сейчас не отвечает. Возможно, ответит через несколько минут.',
  'forge.bad-reply': '{{forge}} отвечает что-то непонятное. Проверь, верный ли адрес.',
  'forge.redirected': '{{forge}} отправляет на другой адрес, а токен туда не понесу. Скажи админу бота.',
  'forge.conflict': '{{forge}} сейчас не хочет этого делать. Попробуй ещё раз.',

  'press.unknown': 'Эта кнопка мне уже незнакома. Пришли команду ещё раз.',
  'press.expired': 'Этот вопрос устарел. Пришли команду ещё раз.',
  'press.foreign': 'Эта кнопка для кого-то другого.',
  'language.name': 'Русский',
  'language.telegram': 'Как в Telegram',
  'language.chosen': 'Пишу тебе по-русски.',
  'language.as-telegram-says': 'Пишу тебе по-русски – на языке твоего Telegram.',
  'language.of-group': 'Здесь пишу по-русски.',
  'language.unknown': 'Этого языка не знаю. Выбери из этих.',

  'limit.wait': 'Слишком много сразу. Подожди минуту.',
  'trouble.unexpected': 'У меня что-то сломалось. Попробуй ещё раз через минуту.',
  'unknown.text': 'Не понимаю. Пришли /help, чтобы узнать, что я умею.',
  'unknown.command': 'Не знаю такой команды. Пришли /help, чтобы узнать, что я умею.',
  'unknown.nearest': 'Не знаю такой команды. Может быть, {{meant}}?',

  'duration.seconds': '{{count}} с',
  'duration.minutes': '{{count}} мин',
  'duration.hours': '{{count}} ч',
  'duration.days_one': '{{count}} день',
  'duration.days_few': '{{count}} дня',
  'duration.days_many': '{{count}} дней',
  'duration.days_other': '{{count}} дня',

  'notice.token-refused':
    '{{forge}} не принимает токен {{user}}, поэтому больше туда не смотрю. Создай новый токен и пришли мне сюда.',
  'notice.token-accepted': '{{forge}} снова принимает токен {{user}}. Ищу новости.',
  'notice.token-expires_one':
    'Токен {{user}} на {{forge}} истекает в пределах {{count}} дня. Создай новый и пришли мне сюда.',
  'notice.token-expires_few':
    'Токен {{user}} на {{forge}} истекает через {{count}} дня. Создай новый и пришли мне сюда.',
  'notice.token-expires_many':
    'Токен {{user}} на {{forge}} истекает через {{count}} дней. Создай новый и пришли мне сюда.',
  'notice.token-expires_other':
    'Токен {{user}} на {{forge}} истекает через {{count}} дня. Создай новый и пришли мне сюда.',
  'notice.token-scope-lost':
    'У токена {{user}} на {{forge}} больше нет {{scopes}}, и то, чему это нужно, остановилось. Верни скоуп или пришли мне сюда другой токен.',
  'notice.access-lost':
    'Твой токен больше не видит {{project}}, новостей оттуда не будет. Если это ошибка, обратись к владельцу проекта.',
  'notice.access-regained': 'Твой токен снова видит {{project}}. Ищу новости.',
  'notice.reaction-gave-up':
    'Твоя реакция {{reaction}} не сработала на событие в {{project}}, больше пробовать не буду: {{reason}} Подробности в логе.',
  'notice.action-cut-off':
    'Связь оборвалась посреди того, о чём ты просишь на {{place}}; неизвестно, сделано ли это. Оно есть в /history; проверь там, прежде чем просить снова.',
  'notice.topic-closed':
    'Тема в {{chat}}, где шли новости {{projects}}, закрыта: они подождут и придут одной сводкой, когда тему откроют снова.',
  'notice.topic-lost':
    'Темы в {{chat}}, где шли новости {{projects}}, больше нет: теперь они приходят в саму группу.',
  'notice.project-moved': '{{before}} теперь называется {{project}}. Слежу за ним там.',
} as const;
