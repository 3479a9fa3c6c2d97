"""What members read, in Russian. A text in three forms is for 1, for 2 to 4, for 5 and more."""
# ruff: noqa: RUF001

from __future__ import annotations

from bot.cogs.words.english import Words

RUSSIAN: Words = {
    "command.play": "Войти в мир этого канала или продолжить с того же места",
    "command.look": "Осмотреться",
    "command.go": "Уйти через выход",
    "command.go.exit": "Выход",
    "command.use": "Применить то, что у вас с собой",
    "command.use.artifact": "Что применить",
    "command.use.target": "К чему применить",
    "command.inventory": "Посмотреть, что у вас с собой",
    "command.orb": "Описать инструмент Сфере изобретений",
    "command.give": "Отдать вещь тому, кто рядом",
    "command.give.artifact": "Что отдать",
    "command.give.member": "Кому",
    "command.log": "Прочитать всё, что случилось в этом мире",
    "command.leave": "Отдохнуть: душа уходит со всем, что у неё есть",
    "command.party": "Кто где и что ещё не сделано",
    "command.help": "Как играть",
    "command.consent": "Решить, что чужие инструменты могут делать с вами",
    "command.consent.member": "Участник, если речь о нём",
    "command.consent.tool": "Инструмент, если речь о нём",
    "command.consent.allow": "Можно или нельзя; без остального речь обо всех инструментах",
    "trouble.bug": "Что-то пошло не так. Как обстоят дела, покажет /look; если это повторится, "
    "сообщите модератору номер {reference}.",
    "trouble.silence": "Ответа не получилось. Попробуйте ещё раз.",
    "trouble.control": "Эта кнопка из другого времени и больше ничего не делает. "
    "Новая панель: /play.",
    "trouble.outdated": "Команда изменилась с тех пор, как Discord её загрузил. "
    "Перезапустите Discord или попробуйте через минуту.",
    "trouble.forbidden": "Это для тех, кто управляет сервером.",
    "trouble.no-world": "В этом канале нет мира. Модератор может создать его (/world create) или "
    "вернуть завершённый (/world restore).",
    "trouble.no-soul": "У вас ещё нет души в этом мире: войдите с помощью /play.",
    "trouble.stale": "Этого сделать уже нельзя; вот как обстоят дела сейчас.",
    "trouble.not-carried": "У вас нет ничего с названием {name}. Что у вас с собой: /inventory.",
    "trouble.no-target": "Здесь нет ничего с названием {name}. Что здесь есть: /look.",
    "trouble.no-exit": "Здесь нет выхода с названием {name}. Какие есть: /look.",
    "trouble.no-soul-of-theirs": "{name} не в этом мире. Войти можно с помощью /play.",
    "trouble.not-a-member": "{name} больше не на этом сервере.",
    "trouble.begun-anew": "В этом канале теперь другой мир, и вас в нём ещё нет. Войдите в него.",
    "trouble.may-not-join": "Войти в этот мир могут только модераторы. Открыть его всем может "
    "модератор: /world settings.",
    "trouble.may-not-forge": "Описывать инструменты в этом мире могут только модераторы. "
    "Разрешить это всем может модератор: /world settings.",
    "trouble.no-tool": "В этом мире нет инструмента с названием {name}. Все инструменты: /tool "
    "list.",
    "trouble.busy-orb": "Сфера ещё работает над вашим прошлым желанием. Дождитесь ответа, потом "
    "опишите следующее.",
    "trouble.late": "{member}, Сфера ответила, но так поздно, "
    "что Discord уже не даёт ответить вам лично.",
    "panel.step-back": "Отойти",
    "panel.go": "Идти: {name}",
    "panel.use": "Применить: {name}",
    "panel.use-on": "{name} → {mark}",
    "panel.focus": "Подойти: {name}",
    "panel.uses": "Применить …",
    "panel.ways": "Идти или подойти …",
    "panel.steps": "Подойти …",
    "panel.map": "Карта",
    "panel.look": "Осмотреться",
    "panel.log": "Журнал",
    "panel.light": "**Свет:** {value}",
    "panel.weather": "**Погода:** {value}",
    "panel.statuses": "**Вы:** {names}",
    "panel.at": "**Перед вами:** {name}",
    "panel.here": "**Здесь:** {names}",
    "panel.alone": "Больше здесь никого нет.",
    "panel.carry": "**У вас с собой:** {names}",
    "panel.nothing": "У вас ничего нет.",
    "panel.temporary": "**На время:** {name}, исчезнет {when}",
    "panel.exit": "**Выход:** {name}, туда: {place}",
    "panel.sealed": "**Выход:** {reason}",
    "missed.title": "**Пока вас не было**",
    "missed.more": ("и ещё {count}: /log", "и ещё {count}: /log", "и ещё {count}: /log"),
    "join.invitation": "Мир, который пишется по ходу игры. Войдите, и он ваш.",
    "join.others": "**Уже внутри:** {names}",
    "join.button": "Войти",
    "rest.text": "Вы отдыхаете. Всё, что у вас было, осталось при вас.",
    "rest.button": "Вернуться",
    "inventory.title": "## У вас с собой",
    "log.title": "### Журнал мира {name} (страница {page} из {pages})",
    "log.born": "Открылся новый мир, войти может каждый: /play",
    "log.empty": "Ещё ничего не случилось.",
    "log.folded": ("и ещё {count}: /log", "и ещё {count}: /log", "и ещё {count}: /log"),
    "stage.join": "Играть",
    "stage.paused": "*Мир остановлен.*",
    "stage.unborn": "*Мир ещё возникает.*",
    "ending.credits": "**Эту историю сложили**",
    "ending.forged": "{who}: создано — {what}",
    "ending.woke": "{who}: не остался в стороне — {what}",
    "ending.solved": "{who}: сделано — {what}",
    "ending.more": ("и ещё {count} дело", "и ещё {count} дела", "и ещё {count} дел"),
    "ending.after": "{name} остаётся открытым для всех. Модератор может начать всё заново: "
    "`/world reset`.",
    "stage.goals": "**Что надо сделать**",
    "party.title": "## Кто где",
    "party.place": "**{place}:** {names}",
    "party.void": "**В Пустоте:** {names}",
    "party.rest": "**Отдыхают:** {names}",
    "party.nobody": "Здесь ещё никого нет.",
    "party.unseen": "**Здесь ещё никто не был:** {names}",
    "party.back": "Назад, где я",
    "goal.open": "☐ {name}",
    "goal.done": "☑ {name}",
    "wish.title": "Сфера изобретений",
    "wish.label": "Что должен делать инструмент?",
    "wish.about": "Что он делает, как далеко достаёт и сколько держится.",
    "wish.example": "Мост из света к площадке за пропастью, который держится полминуты",
    "wish.open": "Описать",
    "wish.late": "Сфера ждёт ваших слов.",
    "progress.thinking": "Сфера думает …",
    "progress.writing": "Сфера пишет …",
    "progress.checking": "Сфера перечитывает написанное …",
    "progress.rehearsing": "Сфера пробует инструмент на копии мира …",
    "progress.mending": "Вышло не так, и Сфера исправляет инструмент: попытка {attempt} из "
    "{most} …",
    "progress.attempt": "-# Попытка {attempt} из {most}",
    "progress.meanwhile": "-# Тем временем можно играть дальше: ответ появится здесь.",
    "progress.kept": "Инструмент работает.",
    "progress.failed": "Сфера сдаётся.",
    "consent.title": "## Что чужие инструменты могут делать с вами",
    "consent.none": "Ничего, что перемещает вас, меняет ваше состояние или забирает ваше; "
    "вас спросят каждый раз.",
    "consent.how": "-# Решить заранее: `/consent`. Только `allow` — обо всех инструментах, "
    "с `member` или `tool` — об этих.",
    "consent.anyone": "Любой инструмент этого мира может действовать на вас.",
    "consent.soul": "Инструменты участника {name} могут действовать на вас.",
    "consent.tool": "Инструмент {name} может действовать на вас.",
    "consent.asked": "{member}: {text}",
    "consent.accept": "Да",
    "consent.decline": "Нет",
    "help.text": "## Как играть\n"
    "**/play** показывает место, где вы находитесь, и кнопку для всего, что там можно сделать. "
    "Подходите к вещам, применяйте к ним то, что у вас с собой, ищите путь дальше.\n"
    "Тот, у кого **Сфера изобретений**, может описать любой инструмент своими словами: **/orb**. "
    "Он будет написан, испытан на копии мира и показан вам, прежде чем появится.\n"
    "У каждой кнопки есть команда: /look · /go · /use · /inventory · /give · /log · /party · "
    "/leave · /consent. Что здесь создано: **/tool list**.\n"
    "О том, что происходит, рассказывает канал; всё целиком: **/log**.",
}
