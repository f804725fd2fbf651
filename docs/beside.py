"""What the site needs beyond its Markdown: the pages that stand beside docs/, links between the two, Chinese line ends.

MkDocs calls these functions by their names.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "knowledge/README.md", "training/README.md")
"""pages of the repository that are read where they stand and shown on the site as well"""
SEAL = "images/seal.svg"
LINK = re.compile(r"(?<=\]\()(?P<path>[^)#\s:]+)(?=[)#])")
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
BROKEN = re.compile(rf"(?<=[{WIDE}])\n\s*(?=[{WIDE}])")
PLACES = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """The pages beside docs/ join those in it, and the product's own seal."""
    for path in BESIDE:
        files.append(File.generated(config, path, abs_src_path=str(ROOT / path)))
    files.append(File.generated(config, SEAL, abs_src_path=str(ROOT / "advisor/web/icon.svg")))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links that are right in the repository are made right on the site."""
    here = page.file.src_uri
    folder = posixpath.dirname(here if here in BESIDE else f"docs/{here}")

    def on_site(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link["path"]))
        inside = target.removeprefix("docs/")
        if inside == target and target not in BESIDE:
            return link["path"]
        return posixpath.relpath(inside, posixpath.dirname(here) or ".")

    return LINK.sub(on_site, markdown)


def on_page_content(html: str, **_: Any) -> str:
    """A line that ends between two Chinese characters leaves no gap there."""
    return "".join(part if part.startswith("<pre") else BROKEN.sub("", part) for part in PLACES.split(html))
