"""The machine: Python, fonts, ports, the data folder and PostgreSQL's account, whether or not a stack runs."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from liandong.cli.doctor.finding import Found, fault, warned, well
from liandong.cli.stack.account import NAME, Account, known_account
from liandong.cli.stack.placing import ELSEWHERE
from liandong.cli.stack.ports import is_free

FLOOR = (3, 11)
DISK_FAULT, DISK_WARNING = 1 << 30, 5 << 30
"""Bytes: what a first start needs, and what some weeks of work need."""


def python(version: Sequence[object] = tuple(sys.version_info)) -> Found:
    told = ".".join(map(str, version[:3]))
    if tuple(version[:2]) < FLOOR:
        return fault("python", f"Python {told} 太旧，需要 3.11 或更新", "安装 Python 3.11 后重新执行 make setup")
    return well("python", f"Python {told}")


def fonts(families: Sequence[str]) -> Found:
    """Without one nothing but the issuing of documents stops."""
    if not families:
        return warned(
            "fonts", "没有中文字体，不能开具文书", "安装软件包 fonts-noto-cjk（离线时用本地的软件包文件），再启动"
        )
    return well("fonts", f"中文字体：{families[0]}")


def assets(lacking: Sequence[str]) -> Found:
    """Styles and scripts of the pages, fetched at set-up; the API works without."""
    if lacking:
        told = f"页面所需的文件没有安装：{'、'.join(lacking)}"
        return fault("assets", told, "能访问 npm 索引后执行 make setup（离线时安装自带页面文件的软件包），再重启服务")
    return well("assets", "页面所需的文件齐全")


def ports(wanted: Mapping[str, int], *, running: bool) -> Found:
    """A taken port is not in the way: the start then chooses another one, which front-ends must be told."""
    if running:
        return well("ports", "平台正在运行，端口为其所用")
    taken = [f"{name} {port}" for name, port in wanted.items() if not is_free(port)]
    if taken:
        return warned(
            "ports",
            f"端口已被占用：{'、'.join(taken)}",
            "停止占用端口的程序；不停止也能启动，会改用其他端口",
        )
    return well("ports", f"端口 {min(wanted.values())} 至 {max(wanted.values())} 可用")


def closed(trouble: OSError) -> Found:
    """What a stack left, or says, may not be read: mostly it was started once under another account, such as root."""
    return fault(
        "stack",
        f"不能读取 {trouble.filename}：{trouble.strerror}",
        "以启动平台的账户执行，或用 --var 指定另一个文件夹",
    )


def data_folder(var: Path) -> Found:
    """It can be made or written to, and has room."""
    standing = _standing(var)
    if not standing.is_dir():
        return fault("data-folder", f"{standing} 不是文件夹", "用 --var 指定另一个文件夹")
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as trouble:
        return fault(
            "data-folder", f"不能写入 {standing}：{trouble.strerror}", "改正文件夹的权限，或用 --var 指定另一个文件夹"
        )
    free = shutil.disk_usage(standing).free
    told = f"数据文件夹 {var} 可写，剩余空间 {free / (1 << 30):.1f} GiB"
    if free < DISK_FAULT:
        return fault("data-folder", told, "清理磁盘，至少留出 1 GiB")
    return warned("data-folder", told, "清理磁盘，至少留出 5 GiB") if free < DISK_WARNING else well("data-folder", told)


def postgres_account(var: Path, user: int | None = None, account: Account | None = None) -> Found:
    """As root PostgreSQL needs an account of its own that reaches the data folder; nothing is made here."""
    subject = "postgres-account"
    if (os.geteuid() if user is None else user) != 0:
        return well(subject, "不以 root 运行，PostgreSQL 用当前账户")
    known = account or known_account()
    if known is None:
        if shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin") is None:
            return fault(
                subject,
                f"以 root 运行而没有系统账户 {NAME} 和 useradd",
                f"建立系统账户 {NAME}，或改用普通账户运行",
            )
        return well(subject, f"系统账户 {NAME} 将在启动时建立")
    standing = _standing(var)
    if known.can_enter(standing):
        return well(subject, f"系统账户 {NAME} 可以进入 {standing}")
    if os.access(_standing(ELSEWHERE), os.W_OK):
        return well(subject, f"系统账户 {NAME} 不能进入 {standing}，数据库将放在 {ELSEWHERE}")
    return fault(
        subject,
        f"系统账户 {NAME} 不能进入 {standing}，{ELSEWHERE} 也不可写",
        "用 --var 指定另一个文件夹，或改用普通账户运行",
    )


def _standing(folder: Path) -> Path:
    """The folder itself or the nearest above it that is there, as far as we may look."""
    for one in (folder, *folder.parents):
        with contextlib.suppress(PermissionError):
            if one.exists():
                return one
    return Path("/")
