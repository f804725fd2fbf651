"""Every error this package raises on purpose.

    AdvisorError                 the work could not be done; `str(error)` is one clear Chinese line
    ├── InputError               what was handed in: a missing path, an empty question, a bad date
    │   ├── MissingError         there is no such thing, or it is not this person's to see: both read the same
    │   ├── DeniedError          this person's role does not do this
    │   └── ConflictError        somebody acted in between; nothing was overwritten
    ├── PackError                a knowledge pack: unknown, or faulty (`faults` lists file:line)
    ├── ConfigurationError       a setting that cannot be used, or an optional part that is not installed
    └── ModelError               the attached language model failed or was late; the composed answer stands

Faults *of a document* are findings, never errors.
"""

from __future__ import annotations


class AdvisorError(Exception):
    """The work could not be done; the text is one clear Chinese line for people."""


class InputError(AdvisorError):
    """What was handed in cannot be used."""


class MissingError(InputError):
    """There is no such thing, or it is not this person's to see."""


class DeniedError(InputError):
    """This person's role does not do this."""


class ConflictError(InputError):
    """Somebody acted in between; nothing was overwritten."""


class PackError(AdvisorError):
    """A knowledge pack is unknown or faulty; `faults` holds one `file:line: message` each."""

    def __init__(self, message: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class ConfigurationError(AdvisorError):
    """A setting cannot be used, or an optional part is not installed."""


class ModelError(AdvisorError):
    """The attached language model gave no usable reply; the text says why, for the trace."""
