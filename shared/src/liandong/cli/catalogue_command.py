"""`liandong catalogue`: looks after catalogue files before anything of them is published."""

from pathlib import Path
from typing import Annotated

import typer

from liandong.cli.catalogue_file import read_catalogue
from liandong.cli.marked_yaml import BadFile

app = typer.Typer(help="事项目录文件", no_args_is_help=True)


@app.callback()
def catalogue() -> None:
    """事项目录文件"""


@app.command()
def lint(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="YAML 或者 TOML 文件")
    ],
    alone: Annotated[bool, typer.Option("--alone", help="只核查各事项本身，不核查事项之间的关系")] = False,
) -> None:
    """Everything wrong with the entries of an edition, each with file and line.

    Exit codes: 0 nothing is wrong, 1 something is, 2 a file cannot be read.
    """
    try:
        entries = read_catalogue(files, shown=str, together=not alone)
    except BadFile as bad:
        for fault in bad.faults:
            print(fault)
        print(f"{len(bad.faults)}处有误")
        raise typer.Exit(1) from bad
    print(f"{len(entries)}个事项，没有发现问题")
