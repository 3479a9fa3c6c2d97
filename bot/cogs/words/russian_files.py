"""In Russian what the engine says of recipes, scripts, saves and exports, with the same values."""
# ruff: noqa: RUF001

from __future__ import annotations

RUSSIAN: dict[str, str] = {
    "{where}: {problem}": "{where}: {problem}",
    "{source}, line {line}": "{source}, строка {line}",
    "{source}, line {line}, column {column}": "{source}, строка {line}, столбец {column}",
    "{source}, {entry} {number} (line {line})": "{source}, {entry} {number} (строка {line})",
    "{place}, {field}": "{place}, {field}",
    "{reason}": "{reason}",
    "a recipe": "рецепт",
    "command": "команда",
    "a demo script": "сценарий показа",
    "step": "шаг",
    "a saved game": "сохранённая игра",
    "an export": "выгруженный мир",
    "null": "null",
    "true": "true",
    "false": "false",
    "the number {value}": "число {value}",
    "a string": "строка",
    "a list": "список",
    "an object": "объект",
    "this is no text file in UTF-8": "это не текстовый файл в UTF-8",
    "this is not UTF-8 text (byte {byte})": "это не текст в UTF-8 (байт {byte})",
    "this is not a text file, it holds zero bytes": "это не текстовый файл: в нём есть нулевые "
    "байты",
    "it is nested too deeply": "вложенность слишком велика",
    "the world in it was never finished": "мир в нём так и не был закончен",
    "a time in it is too far away": "какое-то время в нём слишком далеко",
    "{key!r} of {table!r} calls itself {id!r}": "{key!r} в {table!r} называет себя {id!r}",
    "it counts {actions} actions": "он насчитывает действий: {actions}",
    "there are two functions {name!r}": "функция {name!r} есть в нём дважды",
    "This world is too large for a file: it has {size} MB without its log, and a file has at "
    "most {most} MB.": "Этот мир слишком велик для файла: без журнала в нём {size} МБ, а файл "
    "может занимать не больше {most} МБ.",
    "This world is still coming into being; export it when it is there.": "Этот мир ещё "
    "создаётся: выгрузите его, когда он будет готов.",
    "That was taken back by a moderator; it has to be asked again.": "Это отменил модератор: нужно "
    "спросить ещё раз.",
    "The world is still coming into being; it cannot be paused yet.": "Мир ещё создаётся: пока "
    "его нельзя остановить.",
    "a file has at most {most} MB": "файл может занимать не больше {most} МБ",
    "the file is larger than {most} MB": "файл больше {most} МБ",
    "the file is empty": "файл пуст",
    "there is no such file: {path}": "такого файла нет: {path}",
    "the file cannot be read: {reason}": "файл не читается: {reason}",
    "this is a folder, a file is needed": "это папка, а нужен файл",
    "this is not JSON: {reason}": "это не JSON: {reason}",
    "{what} is a JSON object, this is {found}": "{what} — это объект JSON, а здесь {found}",
    "{what} is a JSON list, this is {found}": "{what} — это список JSON, а здесь {found}",
    "{what} needs at least one {entry}, this list is empty": "{what} не может быть без "
    "содержимого ({entry}), а этот список пуст",
    "each {entry} is a JSON object, this is {found}": "{entry} — это всегда объект JSON, а здесь "
    "{found}",
    "this must be an object, it is {found}": "здесь нужен объект, а это {found}",
    "the field {key!r} is missing": "нет поля «{key}»",
    "{key!r} is empty": "поле «{key}» пусто",
    "{key!r} must be a string, it is {found}": "«{key}» должно быть строкой, а это {found}",
    "{key!r} must be a number, it is {found}": "«{key}» должно быть числом, а это {found}",
    "{key!r} must not be negative, it is {value}": "«{key}» не может быть меньше нуля, а это "
    "{value}",
    "{key!r} must be an object, it is {found}": "«{key}» должно быть объектом, а это {found}",
    "{key!r} must be a list, it is {found}": "«{key}» должно быть списком, а это {found}",
    "{key!r} must hold strings only, it holds {found}": "в «{key}» могут быть только строки, а "
    "там {found}",
    "it runs {name!r}, which no command above creates": "запускается «{name}», но ни одна команда "
    "выше этого не создаёт",
    "it runs {name!r}, which is created only further down": "запускается «{name}», а создаётся "
    "это только ниже",
    "{lack}; did you mean {guess!r}?": "{lack}; может быть, «{guess}»?",
    "the field 'args' is missing, it says what function to write": "нет поля «args», в котором "
    "сказано, какую функцию написать",
    "{name!r} cannot be the name of a Python function": "«{name}» не может быть именем функции на "
    "Python",
    "a function's name has at most {most} characters": "в имени функции не больше {most} знаков",
    "a function cannot be called {name!r}, that is the command's own name": "функцию нельзя "
    "назвать «{name}»: так называется сама команда",
    "there is no action {action!r}; {hint}": "действия «{action}» нет; {hint}",
    "did you mean {guess!r}?": "может быть, «{guess}»?",
    "known are {names}": "известны {names}",
    "the field 'text' is missing": "нет поля «text»",
    "the field 'landmark_key' is missing; null steps back": "нет поля «landmark_key»; null "
    "означает отступить",
    "'artifact_name' or 'artifact_name_starts_with' is missing": "нет ни «artifact_name», ни "
    "«artifact_name_starts_with»",
    "a saved game needs at least one location, this one has none": "в сохранённой игре нужно хотя "
    "бы одно место, а здесь нет ни одного",
    "the handler of the event {event_id!r} must be a "
    "function's name, it is {found}": "обработчик события «{event_id}» — это имя функции, а здесь "
    "{found}",
    "the exit {landmark_key!r} must name a location, it is {found}": "выход «{landmark_key}» "
    "должен называть место, а это {found}",
    "this is not an exported world, the field 'orb_export' is missing": "это не выгруженный мир: "
    "нет поля «orb_export»",
    "the export is of version {version}, this program reads up to {newest}": "файл версии "
    "{version}, а эта программа читает до {newest}",
    "object": "предмет",
    "temporary object": "временный предмет",
    "The {kind} {key!r} is in no known location and was left out.": "Пропущено ({kind}): «{key}» "
    "не находится ни в одном известном месте.",
    "The save names no place to start from; newcomers arrive in {first!r}.": "В сохранении не "
    "названо место, с которого начинают; новые участники приходят в «{first}».",
    "The exit {key!r} of {place!r} leads nowhere and was left out.": "Выход «{key}» из «{place}» "
    "никуда не ведёт и пропущен.",
    "{name} was in {place!r}, which does not exist, and waits in the Void.": "{name}: место "
    "«{place}» не существует, ожидание в Пустоте.",
    "{name} carried {item!r}, which does not exist; it was left out.": "У {name} было «{item}», "
    "чего не существует; это пропущено.",
    "'world' cannot be read: {reason}": "«world» не читается: {reason}",
}
