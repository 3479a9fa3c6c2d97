"""In Russian what the engine wrote down: the forms of its lines, each with the same values."""
# ruff: noqa: RUF001

from __future__ import annotations

RUSSIAN: dict[str, str] = {
    # What souls did, as the world's log tells it
    "{who} drifts in the Void, waiting for the world": "{who} парит в Пустоте и ждёт, пока "
    "родится мир",
    "{who} arrives in {place}": "{who} входит в мир. Место: {place}",
    "{who} carries {names}": "{who} несёт с собой: {names}",
    "{who} comes back to {place}": "{who} возвращается. Место: {place}",
    "{who} comes to {place}": "{who} приходит. Место: {place}",
    "{who} goes to rest": "{who} уходит на отдых",
    "{who} gave {item} to {receiver}": "{who} отдаёт: {item}. Получает {receiver}",
    "{who} forged {item} from the wish “{wish}”": "{who} создаёт: {item}. Желание: «{wish}»",
    "{who} forged {item}": "{who} создаёт: {item}",
    "{who} has {item} too, first forged by {maker}": "{who} тоже получает: {item}. Первым это "
    "создал {maker}",
    "{who} asks {names} to agree to {item}": "{who} просит согласия. Кого: {names}. На что: {item}",
    "{who} declines what {asker} asked": "{who} отказывает в том, о чём просит {asker}",
    "{item} has been mended": "Починено: {item}",
    "{item} could not be mended, and is set aside": "Починить не удалось, отложено: {item}",
    "The world is born": "Мир родился",
    # What moderators did
    "{who} took back: {acts}": "{who} отменяет: {acts}",
    "{who} paused the world": "{who} останавливает мир",
    "{who} resumed the world": "{who} продолжает мир",
    "{who} handed {item} from {giver} to {receiver}": "{who} передаёт: {item}. Было у {giver}, "
    "теперь у {receiver}",
    "{who} began the world anew": "{who} начинает мир заново",
    "{who} brought back the world of backup {number}": "{who} возвращает мир из копии {number}",
    "{who} brought in the world of {file}": "{who} приносит мир из файла {file}",
    "{who} brought a world in": "{who} приносит мир",
    "{who} made the world": "{who} создаёт мир",
    "{who} disabled {item}": "{who} откладывает инструмент: {item}",
    "{who} enabled {item}": "{who} снова включает инструмент: {item}",
    "{who} set {item} to version {number}": "{who} возвращает инструмент к версии {number}: {item}",
    "{who} set {choices}": "{who} меняет настройки: {choices}",
    # What else the history tells
    "{who} joined": "{who} входит в мир",
    "{who} came back from rest": "{who} возвращается после отдыха",
    "{who} went to rest": "{who} уходит на отдых",
    "{who} used {item} on {mark}": "{who} применяет: {item}. К чему: {mark}",
    "{who} used {item}": "{who} применяет: {item}",
    "{who} asked for consent to {item}": "{who} просит согласия. На что: {item}",
    "{who} left by {mark}": "{who} уходит. Выход: {mark}",
    "{who} stepped up to {mark}": "{who} подходит: {mark}",
    "{who} stepped back": "{who} отступает",
    "{who} was set down in {place}": "{who} переносится. Место: {place}",
    "{who} was given {item} by the Orb, which had it": "{who} получает от Сферы готовое: {item}",
    "{who} was mended: {told}": "{who}: починка. {told}",
    "{who} was set aside: {told}": "{who}: отложено. {told}",
    "{who} took back {numbers}": "{who} отменяет: {numbers}",
    "{who} gave consent to everything": "{who} соглашается на всё",
    "{who} gave consent to what {item} does to {whom}": "{who} соглашается на то, что "
    "делает {item}",
    "{who} gave consent to what {maker}'s tools do to {whom}": "{who} соглашается на инструменты "
    "участника {maker}",
    "{who} took back consent to everything": "{who} больше не соглашается на всё",
    "{who} took back consent to what {item} does to {whom}": "{who} больше не соглашается на то, "
    "что делает {item}",
    "{who} took back consent to what {maker}'s tools do to {whom}": "{who} больше не соглашается "
    "на инструменты участника {maker}",
    "{who} agreed to what was asked": "{who} соглашается на то, о чём просили",
    "{who} declined what was asked": "{who} отказывает в том, о чём просили",
    "{who} reported {item}": "{who} сообщает модераторам об инструменте: {item}",
    "{who} came into being": "{who}: возникновение",
    "{who} let something end: {told}": "{who}: что-то закончилось. {told}",
    "{who} let something end": "{who}: что-то закончилось",
    "{who} let something happen: {told}": "{who}: что-то произошло. {told}",
    "{who} let something happen": "{who}: что-то произошло",
    "{who} was told: {told}": "{who}: {told}",
    "{who} did something: {told}": "{who} что-то делает: {told}",
    "{who} did something": "{who} что-то делает",
    # Who writes the functions
    "The built-in apprentice writes the functions: recorded ones for the bundled world, by rules "
    "for players' wishes; no language model is connected": "Функции пишет встроенный подмастерье: "
    "для готового мира они записаны заранее, для желаний игроков пишутся по правилам; языковая "
    "модель не подключена",
    "{item} at {host} writes the functions": "Функции пишет {item} на {host}",
    # What undo answers
    "Taken back: {acts}": "Отменено: {acts}",
    "{who} joined and stays": "{who} входит в мир и остаётся",
}

VALUES = {
    "The world": "Мир",
    "Something in this world": "Что-то в этом мире",
    "a tool": "инструмент",
    "nothing": "ничего",
    "somebody": "кто-то",
    "a place that is gone": "место, которого больше нет",
}
"""What stands in a form where nothing has a name."""
