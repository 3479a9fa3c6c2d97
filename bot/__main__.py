"""The command line: `orb`, also `python -m bot`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="orb",
    add_completion=False,
    pretty_exceptions_enable=False,
)
worlds = typer.Typer(help="List, show, export and import the worlds of a data folder.")
functions = typer.Typer(help="List and show the functions that were written for a world.")
app.add_typer(worlds, name="world", no_args_is_help=True)
app.add_typer(functions, name="function", no_args_is_help=True)

Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder; else ORB_DATA, else ./data.")
]
World = Annotated[str | None, typer.Option("--world", help="The world's id, if there are several.")]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    """The Orb of Ingenuity: an adventure whose rules are written as code while it is played.

    Without a command it plays: on Discord with DISCORD_TOKEN, else in the playground.
    """
    if context.invoked_subcommand is None:
        from bot.terminal.playground import run_alone

        raise typer.Exit(run_alone())


@app.command()
def demo(
    recipe: Annotated[
        Path | None, typer.Option(help="A recipe in place of the bundled one.")
    ] = None,
    script: Annotated[Path | None, typer.Option(help="The script to play on it.")] = None,
    speed: Annotated[
        float | None,
        typer.Option(min=0, help="How many times as fast the script's waits pass; 0: no waiting."),
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Keep the world in this folder.")] = None,
    recreate: Annotated[bool, typer.Option("--recreate", help="Start the world anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Watch a whole adventure: a world is written as code, and played to its end."""
    from bot.terminal.demo import DemoOptions, run_demo

    options = DemoOptions(
        recipe=recipe, script=script, speed=speed, data=data, recreate=recreate, as_json=as_json
    )
    raise typer.Exit(run_demo(options))


@app.command()
def bot(data: Data = None) -> None:
    """Connect to Discord and play there, until it is stopped."""
    from bot.terminal.bot import run_bot

    raise typer.Exit(run_bot(data))


@app.command()
def playground(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port; 0 for any.")] = 8765,
    data: Data = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
) -> None:
    """Play in the browser, with no account: a small Discord of this machine's own."""
    from bot.terminal.playground import PlaygroundOptions, run_playground

    raise typer.Exit(run_playground(PlaygroundOptions(port=port, data=data, browser=browser)))


@app.command()
def invite(
    application: Annotated[
        str | None, typer.Option(help="The application's id; else it is read from the token.")
    ] = None,
) -> None:
    """Print the link by which the bot is invited to a server."""
    from bot.terminal.bot import print_invitation

    raise typer.Exit(print_invitation(application))


@app.command()
def doctor(
    ask: Annotated[
        bool, typer.Option("--ask", help="Also have the models answer, which may cost a little.")
    ] = False,
    data: Data = None,
) -> None:
    """Look whether everything the game stands on is well, and say what to do where it is not."""
    from bot.terminal.doctor import run_doctor

    raise typer.Exit(run_doctor(data, asks=ask))


@worlds.command("list")
def list_worlds(data: Data = None) -> None:
    """The worlds of a data folder."""
    from bot.terminal import worlds as terminal

    raise typer.Exit(terminal.list_worlds(data))


@worlds.command("show")
def show_world(world: World = None, data: Data = None) -> None:
    """A world's places, souls, things and the end of its log."""
    from bot.terminal import worlds as terminal

    raise typer.Exit(terminal.show_world(data, world))


@worlds.command("export")
def export_world(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    world: World = None,
    data: Data = None,
) -> None:
    """Write a world, its functions and its log to a file."""
    from bot.terminal import worlds as terminal

    raise typer.Exit(terminal.export_world(data, world, file))


@worlds.command("import")
def import_world(
    file: Annotated[Path, typer.Argument(help="A file written by export.")],
    name: Annotated[str | None, typer.Option("--as", help="The id of the new world.")] = None,
    data: Data = None,
) -> None:
    """Read a world from a file that `orb world export` wrote."""
    from bot.terminal import worlds as terminal

    raise typer.Exit(terminal.import_world(data, file, name))


@worlds.command("import-save")
def import_save(
    file: Annotated[Path, typer.Argument(help="A game_save.json of the original web demo.")],
    name: Annotated[str | None, typer.Option("--as", help="The id of the new world.")] = None,
    data: Data = None,
) -> None:
    """Read a world from a save of the original web demo."""
    from bot.terminal import worlds as terminal

    raise typer.Exit(terminal.import_save(data, file, name))


@functions.command("list")
def list_functions(world: World = None, data: Data = None) -> None:
    """The functions of a world, with their makers and versions."""
    from bot.terminal import functions as terminal

    raise typer.Exit(terminal.list_functions(data, world))


@functions.command("show")
def show_function(
    name: Annotated[str, typer.Argument(help="The function's name.")],
    version: Annotated[
        int | None, typer.Option(help="A version other than the current one.")
    ] = None,
    world: World = None,
    data: Data = None,
) -> None:
    """A function's source, and how it came to be."""
    from bot.terminal import functions as terminal

    raise typer.Exit(terminal.show_function(data, world, name, version))


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
