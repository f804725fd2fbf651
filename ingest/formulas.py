"""Formulas (ISO/IEC 29500-1, 22.1, Office MathML) in one line, as one would type them."""

from __future__ import annotations

from typing import Any

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 60


def linear(element: Any, depth: int = 0) -> str:
    """The formula's characters; fractions with a stroke, roots with √, powers with ^, indices with _."""
    if depth > _DEEPEST or not isinstance(element.tag, str):
        return ""
    name = element.tag.removeprefix(M)
    if name == "t":
        return element.text or ""
    parts = {child.tag.removeprefix(M): child for child in element if isinstance(child.tag, str)}

    def part(key: str) -> str:
        return linear(parts[key], depth + 1) if key in parts else ""

    if name == "f":
        return f"{_bound(part('num'))}/{_bound(part('den'))}"
    if name in {"sSup", "sSub", "sSubSup", "nary", "sPre"}:
        return _scripts(name, parts, part)
    if name == "rad":
        return f"{part('deg')}√{_bound(part('e'))}"
    if name == "d":
        return _brackets(element, [linear(child, depth + 1) for child in element.findall(f"{M}e")])
    if name in {"mr", "m"}:
        rows = [linear(child, depth + 1) for child in element.findall(f"{M}{'e' if name == 'mr' else 'mr'}")]
        return (", " if name == "mr" else "; ").join(rows)
    return "".join(linear(child, depth + 1) for child in element)


def _scripts(name: str, parts: dict[str, Any], part: Any) -> str:
    low = f"_{_bound(below)}" if (below := part("sub")) else ""
    high = f"^{_bound(above)}" if (above := part("sup")) else ""
    if name == "nary":
        sign = parts["naryPr"].find(f"{M}chr") if "naryPr" in parts else None
        return f"{'∫' if sign is None else sign.get(f'{M}val', '∫')}{low}{high} {part('e')}"
    return f"{low}{high}{part('e')}" if name == "sPre" else f"{part('e')}{low}{high}"


def _brackets(element: Any, inner: list[str]) -> str:
    """What stands between delimiters; an empty delimiter shows nothing."""

    def sign(key: str, usual: str) -> str:
        found = element.find(f"{M}dPr/{M}{key}")
        return usual if found is None else found.get(f"{M}val", "")

    return sign("begChr", "(") + sign("sepChr", "|").join(inner) + sign("endChr", ")")


def _bound(text: str) -> str:
    """In brackets where it is more than one number or word."""
    return text if text.replace(".", "").isalnum() or not text else f"({text})"
