"""File endings and the contents they promise."""

from __future__ import annotations

_ENDINGS = {
    "docx": "docx docm dotx dotm", "xlsx": "xlsx xlsm xltx xltm", "pptx": "pptx pptm ppsx potx",
    "pdf": "pdf", "doc": "doc dot wps wpt", "xls": "xls xlt et ett", "ppt": "ppt pps dps", "rtf": "rtf doc",
    "odt": "odt ott fodt", "ods": "ods ots fods", "odp": "odp otp fodp", "xlsb": "xlsb", "ofd": "ofd",
    "html": "html htm xhtml mht mhtml xls doc",
    "jpg": "jpg jpeg jfif jpe", "png": "png", "tif": "tif tiff", "bmp": "bmp dib", "webp": "webp",
    "jp2": "jp2 j2k jpx", "gif": "gif",
    "zip": "zip", "7z": "7z", "rar": "rar", "tar": "tar gz tgz bz2 xz",
    "txt": "txt text log", "md": "md markdown", "csv": "csv",
}  # fmt: skip
_PROMISES: dict[str, set[str]] = {}
for _form, _names in _ENDINGS.items():
    for _name in _names.split():
        _PROMISES.setdefault(_name, set()).add(_form)


def mismatch(suffix: str, form: str) -> str | None:
    """What to say when the ending promises another content, None when it does not or promises nothing."""
    promised = _PROMISES.get(suffix)
    if promised is None or form in promised or {suffix, form} <= {"txt", "md", "csv", "text", "log"}:
        return None
    right = _ENDINGS.get(form, form).split()[0]
    return f"扩展名是 .{suffix}，内容却是 {form.upper()}；请改为 .{right} 或重新导出"
