"""The look of Gradio's own parts; all else is style.css. Fonts are the reader's own, none is fetched."""

from __future__ import annotations

from advisor.web.toolkit import gr

SANS = (
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "sans-serif",
)
MONO = ("ui-monospace", "Consolas", "Noto Sans Mono CJK SC", "monospace")

INDIGO = gr.themes.Color(
    "#eef4f8",
    "#d9e7f1",
    "#b4d0e3",
    "#86b3d0",
    "#4f8db6",
    "#2a6f9c",
    "#14507a",
    "#104263",
    "#0d364f",
    "#0a2a3e",
    "#071d2b",
)
PAPER = gr.themes.Color(
    "#fbfaf6",
    "#f5f3ec",
    "#e8e4d8",
    "#d3cdbd",
    "#a8a294",
    "#7c776b",
    "#5b574d",
    "#413e37",
    "#2a2925",
    "#1a1c1f",
    "#101316",
)


COLOURS = {
    "body_background_fill": "#f6f4ee",
    "body_background_fill_dark": "#12171d",
    "body_text_color": "#1d2733",
    "body_text_color_dark": "#e6e4dc",
    "block_background_fill": "#ffffff",
    "block_background_fill_dark": "#1a2129",
    "block_border_color": "#e3dfd4",
    "block_border_color_dark": "#2c3742",
    "body_text_color_subdued": "#56616d",
    "body_text_color_subdued_dark": "#9fabb7",
    "block_title_text_color": "#56616d",
    "block_title_text_color_dark": "#9fabb7",
    "block_info_text_color": "#56616d",
    "block_info_text_color_dark": "#9fabb7",
    "link_text_color": "#14507a",
    "link_text_color_dark": "#8cc3e8",
    "link_text_color_hover": "#0d3f63",
    "link_text_color_hover_dark": "#b4d0e3",
    "block_label_text_color": "#56616d",
    "block_label_text_color_dark": "#9aa7b4",
    "input_background_fill": "#ffffff",
    "input_background_fill_dark": "#151b22",
    "input_border_color": "#d3cdbd",
    "input_border_color_dark": "#37434f",
    "button_primary_background_fill": "#14507a",
    "button_primary_background_fill_dark": "#2a6f9c",
    "button_primary_background_fill_hover": "#0d3f63",
    "button_primary_background_fill_hover_dark": "#225f88",
    "button_primary_text_color": "#ffffff",
    "button_secondary_background_fill": "#ffffff",
    "button_secondary_background_fill_dark": "#1f2831",
    "button_secondary_border_color": "#d3cdbd",
    "button_secondary_border_color_dark": "#37434f",
}
"""Gradio's own parts in the palette of style.css"""


def build_theme() -> gr.themes.Base:
    """The theme, with the palette of style.css."""
    theme: gr.themes.Base = gr.themes.Base(
        primary_hue=INDIGO,
        secondary_hue=INDIGO,
        neutral_hue=PAPER,
        text_size=gr.themes.sizes.text_md,
        spacing_size=gr.themes.sizes.spacing_md,
        radius_size=gr.themes.sizes.radius_md,
        font=SANS,
        font_mono=MONO,
    )
    theme.set(**COLOURS)
    return theme
