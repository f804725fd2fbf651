"""申创通: answers, checks and drafts for a programme whose rules are data in `knowledge/`."""

import os

# A question is one product of a small matrix with a vector: a second thread for it only spins, and takes the
# processor from another question. NumPy reads this when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
