"""Opens the applicants' page: `python app.py`. Address and port are settings, see docs/configuration.md."""

import sys

from advisor.errors import AdvisorError
from advisor.web import serve


def main() -> int:
    """Serve until interrupted; 1 with one clear line when that cannot be done."""
    try:
        serve()
    except AdvisorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
