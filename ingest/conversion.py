"""One office format turned into another by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.reading import Content, Damaged, Reading

_SECONDS = 40
# Nothing of a stranger's file may run or be fetched.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def read_converted(content: Content, form: str, target: str) -> Reading:
    """Convert, then read what came out with its own reader; Damaged when either cannot be done."""
    from ingest.readers import reader_of

    became = replace(content, data=converted(content, form, target), name=f"converted.{target}")
    found = reader_of(became)
    if found is None:
        raise Damaged(f".{form} 文件转换后无法读取；请另存为 .{target} 后再交")
    reading = found[1].read(became)
    reading.format = form
    return reading


def converted(content: Content, form: str, target: str) -> bytes:
    """The content of one format as LibreOffice saves it in another; Damaged when it is missing or cannot."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Damaged(f"本机没有安装 LibreOffice，不能读取 .{form} 文件；请另存为 .{target} 后再交")
    with tempfile.TemporaryDirectory(prefix="convert-") as scratch:
        folder = Path(scratch)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE)
        flat = "f" if form.startswith("od") and not content.members else ""
        source = folder / f"source.{flat}{form}"
        source.write_bytes(content.data)
        command = [program, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
        nowhere = dict.fromkeys(
            ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
        )
        environment = {**os.environ, **nowhere, "HOME": scratch}
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise Damaged(f".{form} 文件转换超时；请另存为 .{target} 后再交") from error
        made = folder / "out" / f"source.{target}"
        if not made.is_file() or made.stat().st_size == 0:
            raise Damaged(
                f".{form} 文件无法转换（已损坏、设有密码，或 LibreOffice 缺相应组件）；请另存为 .{target} 后再交"
            )
        return made.read_bytes()
