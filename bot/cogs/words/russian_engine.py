"""In Russian what the engine says: its templates, each with the same values."""
# ruff: noqa: RUF001

from __future__ import annotations

from bot.cogs.words.russian_files import RUSSIAN as FILES

RUSSIAN: dict[str, str] = {
    **FILES,
    # What souls do
    "You are {soul}.": "Вы — {soul}.",
    "You are {soul}, in {place}.": "Вы — {soul}. Вы здесь: {place}.",
    "You are {soul}, back in {place}.": "Вы — {soul}. Вы снова здесь: {place}.",
    "You drift in the Void until the world is born.": "Вы парите в Пустоте, пока мир не родится.",
    "You drift in the Void: there is nothing here yet.": "Вы парите в Пустоте: здесь пока ничего "
    "нет.",
    "The Void": "Пустота",
    "There is nothing here yet. A world is coming into being; wait for it.": "Здесь пока ничего "
    "нет. Мир ещё только возникает: подождите.",
    "This world has no place to begin in.": "В этом мире нет места, с которого можно начать.",
    "You go to rest. What you carry stays with you; {place} waits for you.": "Вы уходите на "
    "отдых. Всё, что у вас есть, остаётся при вас; вас ждут здесь: {place}.",
    "You are at rest already.": "Вы уже отдыхаете.",
    "You are at rest: come back into the world first.": "Вы отдыхаете: сначала вернитесь в мир.",
    "The world is paused: nothing happens in it until a moderator resumes it.": "Мир остановлен: в "
    "нём ничего не происходит, пока модератор его не продолжит.",
    "You step back and take in the whole place.": "Вы отступаете и видите всё место целиком.",
    "You step up to {mark}.": "Вы подходите: {mark}.",
    "You go to {goal}. {about}": "Вы идёте: {goal}. {about}",
    "You are in {goal}. {about}": "Вы здесь: {goal}. {about}",
    "There is no {landmark_key!r} in {place}.": "Здесь ({place}) нет «{landmark_key}».",
    "There is no way out at {exit_key!r} in {place}.": "Здесь ({place}) нет выхода «{exit_key}».",
    "There is no place {location_id!r} in this world.": "В этом мире нет места «{location_id}».",
    "There is no soul {soul_id!r} in this world.": "В этом мире нет души «{soul_id}».",
    "There is no way across to {mark} now.": "Сейчас туда не перебраться: {mark}.",
    "{mark} is sealed.": "Запечатано: {mark}.",
    "It leads nowhere yet.": "Этот путь пока никуда не ведёт.",
    "Step up to {mark} first.": "Сначала подойдите ближе: {mark}.",
    "Step up to what {artifact} is to be used on first.": "Сначала подойдите к тому, на чём "
    "хотите применить: {artifact}.",
    "There is nothing here to use {artifact} on by that name.": "Здесь нет ничего с таким именем, "
    "на чём можно применить: {artifact}.",
    "{artifact} does nothing to {focus}.": "{artifact} никак не действует на это: {focus}.",
    "{artifact} does nothing by itself.": "{artifact} само по себе ничего не делает.",
    "You do not carry that.": "У вас этого нет.",
    "They are not here.": "Этого участника здесь нет.",
    "You already carry {item}.": "Это у вас уже есть: {item}.",
    "{receiver} already carries {item}.": "У {receiver} это уже есть: {item}.",
    "You gave {item} to {receiver}.": "Вы передали: {item}. Получает {receiver}.",
    "You have no soul in this world yet: join it first.": "У вас ещё нет души в этом мире: "
    "сначала войдите в него.",
    # A thing that does not work
    "{failure} Nothing has changed, and it will be looked at.": "{failure} Ничего не изменилось, "
    "и это проверят.",
    "{thing} did not work: something in it is broken.": "Не сработало: {thing}. Внутри что-то "
    "сломано.",
    "{thing} took too long and was stopped.": "Остановлено: {thing}. Это длилось слишком долго.",
    "{thing} tried to do too much at once and was stopped.": "Остановлено: {thing}. Этого было "
    "слишком много сразу.",
    "{thing} set itself off again and again and was stopped.": "Остановлено: {thing}. Это "
    "запускало само себя снова и снова.",
    "{thing} became too large and was stopped.": "Остановлено: {thing}. Это стало слишком большим.",
    "{thing} is set aside until it is mended.": "Отложено до починки: {thing}.",
    "{thing} does nothing: what moved it is not here.": "Ничего не происходит: {thing}. Того, что "
    "приводило это в движение, здесь нет.",
    "{thing} has been mended.": "Починено: {thing}.",
    "{thing} could not be mended, and is set aside.": "Починить не удалось, отложено: {thing}.",
    "Something in this world": "Что-то в этом мире",
    "{thing} set something in motion that did not work.": "{thing}: приведённое этим в движение "
    "не сработало.",
    "The tool did something it had never been seen to do, so "
    "everything it did was taken back.": "Инструмент сделал то, чего за ним никогда не замечали, "
    "поэтому всё сделанное отменено.",
    "It was too much: {reason}.": "Это было слишком: {reason}.",
    "There is no function {name!r} here.": "Функции «{name}» здесь нет.",
    "There is no version {version} of the function {name!r} here.": "Версии {version} функции "
    "«{name}» здесь нет.",
    "The function {name!r} is set aside until it is mended.": "Функция «{name}» отложена, пока её "
    "не починят.",
    "Every worker of the sandbox is busy; try again in a moment.": "Сейчас всё занято; попробуйте "
    "ещё раз через мгновение.",
    "The sandbox cannot start a worker ({reason}).": "Песочница не может начать работу ({reason}).",
    "The sandbox is not open.": "Песочница закрыта.",
    "Generated functions cannot run here: Monty does not start ({reason}).": "Созданные функции "
    "здесь не работают: Monty не запускается ({reason}).",
    "The world's functions cannot be reached at the moment, so "
    "nothing has changed.": "До функций мира сейчас не добраться, поэтому ничего не изменилось.",
    # The Orb
    "Describe the tool in {least} to {most} characters.": "Опишите инструмент: от {least} до "
    "{most} знаков.",
    "Only who carries the Orb of Ingenuity can describe a tool to it.": "Описать инструмент Сфере "
    "изобретений может только тот, у кого она есть.",
    "The Orb stays dark: {reason}": "Сфера остаётся тёмной: {reason}",
    "The Orb asks before it writes: {question}": "Сфера спрашивает, прежде чем писать: {question}",
    "The Orb rests: {reason}": "Сфера отдыхает: {reason}",
    "Your budget for today is spent. Forging goes on at midnight (UTC).": "Ваш бюджет на сегодня "
    "исчерпан. Новые инструменты снова можно будет создавать в полночь (UTC).",
    "This server's budget for today is spent. Forging goes on "
    "at midnight (UTC).": "Бюджет этого сервера на сегодня исчерпан. Новые инструменты снова "
    "можно будет создавать в полночь (UTC).",
    "The budget for today is spent. Forging goes on at midnight (UTC).": "Бюджет на сегодня "
    "исчерпан. Новые инструменты снова можно будет создавать в полночь (UTC).",
    "There is no model to ask.": "Спросить некого: модели нет.",
    "The Orb glowed, but no tool came of it.": "Сфера засветилась, но инструмента не вышло.",
    "The Orb glows: {item} is yours.": "Сфера светится. Теперь это ваше: {item}.",
    "The Orb knows nothing of that tool.": "Сфера ничего не знает об этом инструменте.",
    "That wish was somebody else's.": "Это было чужое желание.",
    "That tool has been made already.": "Этот инструмент уже создан.",
    "That request was for something else and has been carried out.": "Этот запрос был о другом, и "
    "он уже выполнен.",
    "The tool could not be written (tried {times}). Ask in "
    "other words, or for less.": "Написать инструмент не удалось (попытки: {times}). Скажите "
    "другими словами или попросите меньшего.",
    "{name} could not be written (tried {times}): {findings}": "Не удалось написать {name} "
    "(попытки: {times}): {findings}",
    "The last command, and no other, must run the world's genesis.": "Последняя команда, и только "
    "она, должна запускать создание мира.",
    "It asks for {count} functions; there may be {most}.": "В плане функций: {count}, а может "
    "быть не больше {most}.",
    "No function sets the world's property {name}.": "Ни одна функция не задаёт свойство мира "
    "{name}.",
    "Nothing names the function {name}.": "Функция {name} нигде не названа.",
    "{name} is to call {api}, which is no host API.": "{name} должна вызывать {api}, а такого "
    "host API нет.",
    "{function_name} could not be written: {reason}": "Не удалось написать {function_name}: "
    "{reason}",
    "once": "1",
    "{count} times": "{count}",
    # The model
    "The model at {host} gave no answer.": "Модель на {host} не дала ответа.",
    "The model at {host} gave no answer: {words}": "Модель на {host} не дала ответа: {words}",
    "The model's API key in the settings is not one.": "Ключ API модели в настройках — не ключ.",
    "The model's address in the settings is not one.": "Адрес модели в настройках — не адрес.",
    "The model cannot be reached through the proxy or with the certificates that "
    "the environment names.": "До модели не достучаться через прокси или с сертификатами, "
    "которые указаны в окружении.",
    "The answer of the model at {host} broke off.": "Ответ модели на {host} оборвался.",
    "What {host} answered is no chat completion; is the "
    "model's address right?": "То, что ответил {host}, — не ответ модели; верен ли её адрес?",
    "The connection to the model at {host} broke off.": "Связь с моделью на {host} оборвалась.",
    "The model could not be reached at {host}.": "До модели на {host} не достучаться.",
    "The model's endpoint at {host} refused the API key ({status}).": "Сервер модели {host} не "
    "принял ключ API ({status}).",
    "The endpoint at {host} knows no such model or address (404).": "Сервер {host} не знает такой "
    "модели или адреса (404).",
    "The model at {host} is overloaded, or its quota is used up (429).": "Модель на {host} "
    "перегружена, или её квота исчерпана (429).",
    "The model at {host} is overloaded or out of order ({status}).": "Модель на {host} "
    "перегружена или неисправна ({status}).",
    "The model's endpoint at {host} did not take the request "
    "({status}): {words}": "Сервер модели {host} не принял запрос ({status}): {words}",
    "The model at {host} was too slow: there was no answer in {seconds:g} s.": "Модель на {host} "
    "отвечала слишком долго: за {seconds:g} с ответа не было.",
    "No world could be thought up: {reason}": "Придумать мир не удалось: {reason}",
    "No world could be thought up of this theme (tried {count} "
    "times): {reason}": "Придумать мир на эту тему не удалось (попытки: {count}): {reason}",
    "it was cut off before its end; plan a smaller world": "ответ оборвался; задумайте мир "
    "поменьше",
    # Consent
    "a tool": "инструмент",
    "Somebody": "Кто-то",
    "everything": "на всё",
    "what {thing} does to you": "на то, что делает с вами {thing}",
    "what {soul}'s tools do to you": "на то, что делают с вами инструменты {soul}",
    "You consent to {whose}. You can take that back at any time.": "Вы согласны {whose}. Это "
    "можно отменить в любое время.",
    "You no longer consent to {whose}.": "Вы больше не согласны {whose}.",
    "{ended} You still consent to everything.": "{ended} Но вы всё ещё согласны на всё.",
    "You asked {names} to agree to {what}.": "Отправлена просьба о согласии. Кому: {names}. На "
    "что: {what}.",
    "{told} {question}": "{told} {question}",
    "{one} and {other}": "{one} и {other}",
    "{one}; {other}": "{one}; {other}",
    "{name} wants to use {what} on you. Do you agree?": "{name} хочет применить к вам: {what}. Вы "
    "согласны?",
    "You agreed. {names} has to agree too.": "Вы согласились. Нужно согласие и других: {names}.",
    "You declined. {asker} is told.": "Вы отказались. {asker} об этом узнает.",
    "Nobody asks for that.": "Об этом никто не просит.",
    "That was asked of somebody else.": "Об этом просили не вас.",
    "That was asked too long ago; it has to be asked again.": "Просьба слишком давняя: пусть "
    "попросят снова.",
    "There is no such tool and nobody else of that name here.": "Здесь нет ни такого инструмента, "
    "ни кого-то другого с таким именем.",
    "{asker} has gone to rest.": "{asker} отдыхает.",
    "{asker} could not do it after all: {refusal}": "У {asker} всё же не получилось: {refusal}",
    # Tools
    "There is no tool {name!r} in this world.": "В этом мире нет инструмента «{name}».",
    "Say why in 1 to {most} characters.": "Скажите, почему: от 1 до {most} знаков.",
    "{tool} is reported to the moderators.": "Модераторам сообщено: {tool}.",
    "Disabled {tool}.": "Отключено: {tool}.",
    "Enabled {tool}.": "Включено: {tool}.",
    "{tool} has no version {version}.": "{tool}: версии {version} нет.",
    "Set {tool} to version {version}.": "{tool}: теперь версия {version}.",
    # Moderation
    "The world is paused already.": "Мир уже остановлен.",
    "The world is not paused.": "Мир не остановлен.",
    "The world is paused. Its time stands still until it is resumed.": "Мир остановлен. Его время "
    "стоит, пока его не продолжат.",
    "The world goes on.": "Мир продолжается.",
    "Set: {listed}.": "Выбрано: {listed}.",
    "{giver} does not carry that.": "У {giver} этого нет.",
    "{item} went from {giver} to {receiver}.": "{item}: было у {giver}, теперь у {receiver}.",
    "There is nobody like that in this world.": "В этом мире такого участника нет.",
    "That cannot be set: {wrong}.": "Так выбрать нельзя: {wrong}.",
    "there is no setting {name!r}, but {known}": "настройки «{name}» нет, есть {known}",
    "{name!r} is on or off, not {choice!r}": "«{name}» бывает on или off, а не «{choice}»",
    "{name!r} is one of {known}, not {choice!r}": "«{name}» — одно из {known}, а не «{choice}»",
    "{name!r} is {least:g} to {most:g} seconds, not {choice!r}": "«{name}» — от {least:g} до "
    "{most:g} секунд, а не «{choice}»",
    "One can take back 1 to {most} actions at once.": "За раз можно отменить от 1 до {most} "
    "действий.",
    "There is nothing to be taken back.": "Отменять нечего.",
    "Only {count} of the {actions} actions asked for can be taken back.": "Можно отменить только "
    "{count} из {actions} запрошенных действий.",
    "#{number} cannot be taken back alone: {what} is not as it "
    "left it any more.": "#{number} нельзя отменить отдельно: {what} уже не в том виде, в каком "
    "это осталось после него.",
    "#{number} cannot be taken back alone: {what} was changed "
    "again by #{newest} ({told}).": "#{number} нельзя отменить отдельно: {what} снова изменено в "
    "#{newest} ({told}).",
    "That cannot be taken back now: {lost}.": "Сейчас это отменить нельзя: {lost}.",
    "{soul} is in a place it would remove": "{soul} находится в месте, которое исчезло бы",
    "{soul} carries a thing it would remove": "у {soul} есть вещь, которая исчезла бы",
    "{thing} stands in a place it would remove": "{thing} стоит в месте, которое исчезло бы",
    # Worlds of channels
    "This channel has no world yet: a moderator can make one.": "В этом канале ещё нет мира: его "
    "может создать модератор.",
    "This channel has a world already: reset it, or delete it first.": "В этом канале уже есть "
    "мир: начните его заново или сначала удалите.",
    "This channel's world is being made or ended at the moment; wait for it.": "Мир этого канала "
    "сейчас создаётся или завершается: подождите.",
    "This channel's world was changed by somebody else at the same moment.": "Мир этого канала в "
    "тот же миг изменил кто-то другой.",
    "This world came from a file, so it has no recipe to begin anew from. Import the file "
    "again, or delete the world and make another.": "Этот мир пришёл из файла, и рецепта, чтобы "
    "начать заново, у него нет. Загрузите файл ещё раз или удалите мир и создайте другой.",
    "That world belongs to another channel.": "Этот мир принадлежит другому каналу.",
    "There is no backup {backup_id}; it may have expired.": "Копии {backup_id} нет; возможно, её "
    "срок истёк.",
    "There is no such world.": "Такого мира нет.",
    "There is no such world any more.": "Такого мира больше нет.",
    "A world of that name is kept already.": "Мир с таким именем уже хранится.",
    "This world is open in another process at the moment.": "Этот мир сейчас открыт в другом "
    "процессе.",
    "Something else happened in this world.": "В этом мире произошло что-то ещё.",
    "Something else happened in this world at the same moment.": "В тот же миг в этом мире "
    "произошло что-то ещё.",
    "The record of this world lacks its action {expected}.": "В записях этого мира не хватает "
    "действия {expected}.",
    "The world's records cannot be reached at the moment, so "
    "nothing has changed.": "До записей мира сейчас не добраться, поэтому ничего не изменилось.",
    "The world's records hold something this program cannot read or write.": "В записях мира есть "
    "то, что эта программа не может прочесть или записать.",
    "The world is not whole: {lacks}.": "Мир не цел: {lacks}.",
    "it has no place at all": "в нём нет ни одного места",
    "initial_start_location_id is {start!r}, which is no place "
    "of this world": "initial_start_location_id — «{start}», а такого места в этом мире нет",
    "initial_player_artifacts names {key!r}, which does not exist": "initial_player_artifacts "
    "называет «{key}», а этого не существует",
    "an exit of {place!r} leads to {goal!r}, which does not exist": "выход из «{place}» ведёт в "
    "«{goal}», а этого не существует",
    "This recipe runs no function, so no world comes of it.": "Этот рецепт не запускает ни одной "
    "функции, поэтому мира из него не выйдет.",
    "{name} has no soul in this world.": "У {name} нет души в этом мире.",
    "{soul} carries no {wanted!r}, but: {names}.": "У {soul} нет «{wanted}», зато есть: {names}.",
    "That tool is gone: wish for it anew.": "Этого инструмента больше нет: пожелайте его заново.",
    "You carry {title} already.": "{title} у вас уже есть.",
    "{title} was made for another world and does not work in this one: wish for it "
    "anew.": "{title} создан для другого мира и в этом не работает: пожелайте его заново.",
}
