"""Symbol fonts of Word files, whose codes stand for other characters than Unicode says (ISO/IEC 29500-1, 17.3.3.30)."""

from __future__ import annotations

UNKNOWN = "▯"
"""What stands for a symbol whose meaning is not known: something is shown there, and it is no letter."""

_GREEK = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪▯〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = dict(enumerate(_GREEK, 0x20)) | dict(enumerate(_SIGNS, 0xA0))

_WINGDINGS = (
    dict(enumerate("✏✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖰🖲🖳🖴💾🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄", 0x21))
    | dict(enumerate("🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□❐❑❒⬧⧫◆❖⬥☒⍓⌘❀✿❝❞", 0x55))
    | dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x80))
    | dict(enumerate("·•▪○◯◯◉◎○▪□▲✦★✶✴✹✵", 0x9E))
    | dict(enumerate("⌖⟡⌑", 0xB1))
    | dict(enumerate("✪✰", 0xB5))
    | dict(enumerate("🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛", 0xB7))
    | dict(enumerate("➢", 0xD8))
    | dict(enumerate("←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑", 0xDF))
)
_WINGDINGS_2 = dict(enumerate("✗✓☒☑☒☒", 0x4F)) | dict(enumerate("•●⬤", 0x97)) | {0xA2: "■", 0xA3: "□"}
_WINGDINGS_3 = dict(enumerate("←→↑↓↖↗↙↘", 0x66)) | dict(enumerate("▲▼△▽◀▶◁▷", 0x70))
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
_PRIVATE = 0xF000


def symbol(code: str, font: str | None) -> str:
    """The character a `w:sym` shows: `code` is its hexadecimal number, mostly in the private area from F000."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if _PRIVATE <= number < _PRIVATE + 0x100:
        return _shown(number - _PRIVATE, font or "wingdings")
    if (font or "").lower() in _FONTS and number < 0x100:
        return _shown(number, font or "")
    return chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def in_font(text: str, font: str | None) -> str:
    """Text set in a symbol font as it is shown; any other text as it is."""
    if (font or "").lower() not in _FONTS:
        return text
    return "".join(_letter(char, font or "") for char in text)


def _letter(char: str, font: str) -> str:
    number = ord(char)
    if _PRIVATE <= number < _PRIVATE + 0x100:
        return _shown(number - _PRIVATE, font)
    return _shown(number, font) if 0x20 < number < 0x100 and number != 0xA0 else char


def _shown(number: int, font: str) -> str:
    return " " if number == 0x20 else _FONTS.get(font.lower(), _WINGDINGS).get(number, UNKNOWN)
