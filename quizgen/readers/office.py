"""Reads .doc, .wps and .rtf through LibreOffice, where it is installed, which makes a .docx of them in a folder apart.

LibreOffice gets a copy under a plain name, a fresh profile that runs no macro and loads nothing that a document links
to, a proxy that leads nowhere, and two minutes. Nothing that it writes stays behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from quizgen.errors import InputError
from quizgen.readers import AS_IT_IS, Parsed, Reading, kinds

suffixes = (".doc", ".wps", ".wpt", ".dot", ".rtf")

MAX_BYTES = 64 * 1024 * 1024
SECONDS = 120
_CONVERT = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_COMMANDS = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_NOWHERE = ("127.0.0.1", 9)  # nothing listens there
_SCRIPTING, _INTERNET = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", 3),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_INTERNET, "ooInetProxyType", 2),
    (_INTERNET, "ooInetHTTPProxyName", _NOWHERE[0]),
    (_INTERNET, "ooInetHTTPProxyPort", _NOWHERE[1]),
    (_INTERNET, "ooInetHTTPSProxyName", _NOWHERE[0]),
    (_INTERNET, "ooInetHTTPSProxyPort", _NOWHERE[1]),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of an old Word document or a rich text file; raises :class:`InputError` without LibreOffice."""
    from quizgen.readers import docx

    kind = kinds.of_content(data)
    if kind not in (kinds.DOC, kinds.RTF):
        raise InputError(name, "it is named like an old Word document and is none", "check that it is the right file")
    if len(data) > MAX_BYTES:
        raise InputError(name, f"{kind.what} of over {MAX_BYTES // 1024**2} MB", kind.remedy)
    command = libreoffice()
    if command is None:
        what = f"this is {kind.what}, which takes LibreOffice to read, and none is installed"
        raise InputError(name, what, kind.remedy)
    return docx.read(_converted(data, ".rtf" if kind is kinds.RTF else ".doc", command, name), name, reading)


def libreoffice() -> str | None:
    """The command that starts LibreOffice, or ``None`` where it is not installed."""
    found = (shutil.which(command) for command in (*_COMMANDS, *_ELSEWHERE))
    return next((command for command in found if command), None)


def _converted(data: bytes, suffix: str, command: str, name: str) -> bytes:
    """A .docx of the document in ``data``."""
    with tempfile.TemporaryDirectory(prefix="quizgen-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        profile = here / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, target = here / f"document{suffix}", here / "made" / "document.docx"
        source.write_bytes(data)
        call = [command, f"-env:UserInstallation={profile.parent.as_uri()}", *_CONVERT]
        in_time = _run([*call, "--convert-to", "docx", "--outdir", str(target.parent), str(source)], here)
        if not in_time:
            what = f"LibreOffice was not done with it after {SECONDS} seconds"
            raise InputError(name, what, "open it in LibreOffice or Word and save it as .docx")
        if not target.is_file() or target.stat().st_size > MAX_BYTES:
            raise InputError(name, "LibreOffice could not read it", "open it in Word or WPS and save it as .docx")
        return target.read_bytes()


def _run(call: list[str], here: Path) -> bool:
    """Whether a command ended in time; whatever it started ends with it."""
    lonely = {"HOME": str(here), "TMPDIR": str(here), "TMP": str(here), "TEMP": str(here)}
    proxy = f"http://{_NOWHERE[0]}:{_NOWHERE[1]}"
    lonely |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), proxy)
    try:
        process = subprocess.Popen(  # noqa: S603 - LibreOffice itself, with names of our own
            call,
            cwd=here,
            env=os.environ | lonely,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:  # found, and cannot be started; the missing result says so
        return True
    try:
        process.wait(SECONDS)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command with the processes that it started, if any still runs."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # nothing of it runs any more
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
