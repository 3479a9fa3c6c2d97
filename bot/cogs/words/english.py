"""What members read, in English. A text in two forms is for one and for many."""

from __future__ import annotations

from typing import TypeAlias

Words: TypeAlias = dict[str, "str | tuple[str, ...]"]

ENGLISH: Words = {
    # Commands and their options, as Discord lists them
    "command.play": "Enter the world of this channel, or go on where you are",
    "command.look": "Look around where you are",
    "command.go": "Leave through an exit",
    "command.go.exit": "The way out",
    "command.use": "Use something you carry",
    "command.use.artifact": "What to use",
    "command.use.target": "What to use it on",
    "command.inventory": "See what you carry",
    "command.orb": "Describe a tool to the Orb of Ingenuity",
    "command.give": "Hand something you carry to somebody who is here",
    "command.give.artifact": "What to give",
    "command.give.member": "Who gets it",
    "command.log": "Read everything that has happened in this world",
    "command.leave": "Rest: your soul leaves the place with everything it carries",
    "command.party": "See who is where, and what is still to be done",
    "command.help": "How to play",
    "command.consent": "Decide what other players' tools may do to you",
    "command.consent.member": "A member, if it is about one",
    "command.consent.tool": "A tool, if it is about one",
    "command.consent.allow": "Whether they may; with nothing else it is about everybody's tools",
    # What is wrong
    "trouble.bug": "Something went wrong that should not have. /look shows how things stand; if "
    "it happens again, tell a moderator the reference {reference}.",
    "trouble.silence": "This led to no answer. Please try again.",
    "trouble.control": "This control is from another time and does nothing any more. "
    "Use /play for a fresh panel.",
    "trouble.outdated": "This command has changed since your Discord loaded it. "
    "Please restart Discord or try again in a minute.",
    "trouble.forbidden": "This is for members who may manage the server.",
    "trouble.no-world": "There is no world in this channel. A moderator can make one with /world "
    "create, or bring back one that was ended with /world restore.",
    "trouble.no-soul": "You have no soul in this world yet: use /play to join.",
    "trouble.stale": "That cannot be done any more; this is how things stand now.",
    "trouble.not-carried": "You carry nothing called {name}. /inventory shows what you carry.",
    "trouble.no-target": "There is nothing called {name} here. /look shows what is here.",
    "trouble.no-exit": "There is no way out called {name} here. /look shows the ways out.",
    "trouble.no-soul-of-theirs": "{name} is not in this world. Members join it with /play.",
    "trouble.not-a-member": "{name} is no member of this server any more.",
    "trouble.begun-anew": "This channel holds another world by now, and you are not in it yet. "
    "Join it.",
    "trouble.may-not-join": "Only moderators may join this world. One of them can open it to "
    "everybody: /world settings.",
    "trouble.may-not-forge": "Only moderators may describe tools in this world. One of them can "
    "open the Orb to everybody: /world settings.",
    "trouble.no-tool": "There is no tool called {name} in this world. /tool list shows all of "
    "them.",
    "trouble.busy-orb": "The Orb is still at work on your last wish. Wait for its answer, then "
    "describe the next one.",
    "trouble.late": "{member}, the Orb has answered, but so late that Discord no longer "
    "lets it answer you alone.",
    # The panel
    "panel.step-back": "Step back",
    "panel.go": "Go to {name}",
    "panel.use": "Use {name}",
    "panel.use-on": "Use {name} on {mark}",
    "panel.focus": "Step up to {name}",
    "panel.uses": "Use something …",
    "panel.ways": "Go or step up …",
    "panel.steps": "Step up to …",
    "panel.map": "Map",
    "panel.look": "Look again",
    "panel.log": "Log",
    "panel.light": "**Light:** {value}",
    "panel.weather": "**Weather:** {value}",
    "panel.statuses": "**You are:** {names}",
    "panel.at": "**Before you:** {name}",
    "panel.here": "**Here:** {names}",
    "panel.alone": "Nobody else is here.",
    "panel.carry": "**You carry:** {names}",
    "panel.nothing": "You carry nothing.",
    "panel.temporary": "**For a while:** {name}, gone {when}",
    "panel.exit": "**Exit:** {name}, to {place}",
    "panel.sealed": "**Exit:** {reason}",
    "missed.title": "**While you were away**",
    "missed.more": ("and {count} more: /log", "and {count} more: /log"),
    "join.invitation": "A world made as it is played. Join it, and it is yours to change.",
    "join.others": "**In it already:** {names}",
    "join.button": "Join",
    "rest.text": "You are at rest. What you carry stays with you.",
    "rest.button": "Come back",
    "inventory.title": "## You carry",
    # Log, stage, party
    "log.title": "### The log of {name} (page {page} of {pages})",
    "log.born": "A new world is open, and everybody here may come in: /play",
    "log.empty": "Nothing has happened yet.",
    "log.folded": ("and {count} more: /log", "and {count} more: /log"),
    "stage.join": "Play",
    "stage.paused": "*The world is paused.*",
    "stage.unborn": "*The world is still coming into being.*",
    "ending.credits": "**This tale was told by**",
    "ending.forged": "{who}, who forged {what}",
    "ending.woke": "{who}, who touched {what}",
    "ending.solved": "{who}, who did this: {what}",
    "ending.more": ("and {count} deed more", "and {count} deeds more"),
    "ending.after": "{name} stays open to everybody. A moderator can begin it anew with "
    "`/world reset`.",
    "stage.goals": "**To be done**",
    "party.title": "## The party",
    "party.place": "**{place}:** {names}",
    "party.void": "**In the Void:** {names}",
    "party.rest": "**At rest:** {names}",
    "party.nobody": "Nobody is here yet.",
    "party.unseen": "**Nobody has been to:** {names}",
    "party.back": "Back to where I am",
    "goal.open": "☐ {name}",
    "goal.done": "☑ {name}",
    # The Orb
    "wish.title": "The Orb of Ingenuity",
    "wish.label": "What should the tool do?",
    "wish.about": "Say what it does, how far it reaches and how long it lasts.",
    "wish.example": "A bridge of light across the chasm that holds for half a minute",
    "wish.open": "Describe it",
    "wish.late": "The Orb waits for your words.",
    "progress.thinking": "The Orb is thinking …",
    "progress.writing": "The Orb is writing …",
    "progress.checking": "The Orb reads over what it wrote …",
    "progress.rehearsing": "The Orb tries the tool on a copy of the world …",
    "progress.mending": "Something in it was wrong, and the Orb mends the tool: attempt {attempt} "
    "of {most} …",
    "progress.attempt": "-# Attempt {attempt} of {most}",
    "progress.meanwhile": "-# You can go on playing meanwhile: the answer will be here.",
    "progress.kept": "The tool works.",
    "progress.failed": "The Orb gives up.",
    # Consent
    "consent.title": "## What others' tools may do to you",
    "consent.none": "Nothing that moves you, changes your state or takes something from you; "
    "you are asked each time.",
    "consent.how": "-# Decide it beforehand with `/consent`: `allow` alone is about everybody's "
    "tools, with `member` or `tool` about those.",
    "consent.anyone": "Every tool in this world may act on you.",
    "consent.soul": "Tools of {name} may act on you.",
    "consent.tool": "The tool {name} may act on you.",
    "consent.asked": "{member}: {text}",
    "consent.accept": "Accept",
    "consent.decline": "Decline",
    # Help
    "help.text": "## How to play\n"
    "**/play** shows you the place you are in, with a button for everything you can do there. "
    "Step up to things, use what you carry on them, find the way on.\n"
    "Who carries the **Orb of Ingenuity** can describe any tool in their own words with **/orb**: "
    "it is written, tried on a copy of the world and shown to you before it is made.\n"
    "Every button has a command: /look · /go · /use · /inventory · /give · /log · /party · "
    "/leave · /consent. **/tool list** shows what was made here.\n"
    "What happens is told in the channel; **/log** has all of it.",
}
