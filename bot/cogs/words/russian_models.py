"""What is said of models, in Russian: what they cost, which of them answers, what they wrote."""
# ruff: noqa: RUF001

from __future__ import annotations

from bot.cogs.words.english import Words

RUSSIAN: Words = {
    "rung.strong": "обычная модель",
    "rung.cheaper": "модель подешевле",
    "rung.apprentice": "подмастерье, по правилам",
    "card.by-cheaper": "-# Написано моделью подешевле: бюджет обычной исчерпан или она недоступна.",
    "card.by-apprentice": "-# Написано подмастерьем по правилам: бюджет моделей исчерпан или они "
    "недоступны.",
    "trouble.forging-paused": "{text}\nСфера снова будет слушать {at}, {when}. Всё, что уже "
    "сделано, продолжает действовать.",
    "spending.button": "Во что обходятся модели",
    "spending.back": "Назад к мирам",
    "spending.title": "## Во что обошлись модели сегодня",
    "spending.free": "Платной модели нет: всё бесплатно пишет подмастерье.",
    "spending.next": "**Следующий ответ даст:** {rung}",
    "spending.paused": "**Создание инструментов остановлено** до {at}, {when}. Всё, что есть, "
    "действует.",
    "spending.anew": "**Бюджеты начнутся заново:** {when}",
    "spending.server": "**Этот сервер:** запросов: {requests}, токенов: {tokens}",
    "spending.everyone": "**Все серверы вместе:** запросов: {requests}, токенов: {tokens}",
    "spending.member": "**Участник, не больше:** запросов: {requests}, токенов: {tokens}",
    "spending.of": "{spent} из {limit}",
    "spending.any": "сколько угодно",
    "spending.members": "**По участникам**",
    "spending.functions": "**По функциям**",
    "spending.line": "{name}: запросов: {requests}, токенов: {tokens}",
    "spending.nobody": "сами миры",
    "spending.more": "… и ещё {count}",
    "spending.models": "**Модели**",
    "spending.model-idle": "{name} ({rung}): с запуска бота ещё не спрашивали",
    "spending.model-well": "{name} ({rung}): последний ответ {when}",
    "spending.model-ill": "{name} ({rung}): сбой {when}. {text}",
    "wishes.question": "**Прежде чем писать, Сфера спрашивает:** {text}",
    "wishes.how": "-# Допишите ответ в своё желание: ваши слова сохранены.",
    "wishes.answer": "Ответить",
    "wishes.button": "Несбывшиеся желания",
    "wishes.title": "## Несбывшиеся желания в мире {name}",
    "wishes.none": "Таких нет: каждое желание привело к инструменту.",
    "wishes.line": "{when} **{name}**: «{text}»",
    "wishes.asked": "Сфера переспросила: {text}",
    "wishes.refused": "Модель отказалась: {text}",
    "wishes.unsound": (
        "Не написано за {count} попытку: {text}",
        "Не написано за {count} попытки: {text}",
        "Не написано за {count} попыток: {text}",
    ),
    "tool.attempt": "{number}. {model}: токенов: {tokens}, {seconds} с, {findings}",
    "tool.attempt-rung": "{number}. {model} ({rung}): токенов: {tokens}, {seconds} с, {findings}",
    "tool.sound": "годится",
    "tool.attempts": "**Как это писалось**",
}
