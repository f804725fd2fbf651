"""The applicants' page (Gradio). `serve` opens it and stays until it is stopped."""

from __future__ import annotations

__all__ = ["serve"]


def serve() -> None:
    """Serve the page on the address and port of the settings until interrupted.

    Gradio is loaded here, not with the package: the command line must not wait for it.
    """
    from advisor.web.server import run

    run()
