"""The data folder of a stack: `var` of the checkout the command is installed in, unless another is named."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def default_folder() -> Path:
    """`var` beside the virtual environment if that lies in a checkout, else `var` where the caller stands."""
    checkout = Path(sys.prefix).parent
    return (checkout if (checkout / "requirements.lock").exists() else Path()) / "var"


Var = Annotated[Path, typer.Option(help="data folder", envvar="LIANDONG_VAR", show_default=False)]
VAR = default_folder()
