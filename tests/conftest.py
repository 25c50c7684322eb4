"""Its place matters: pytest imports it as ``tests.conftest`` and so puts the project's folder on the path for
``tests.counties`` and the like."""

from __future__ import annotations

import os
import tempfile

# what the tests keep must not land among what a person keeps; set before anything opens a store
os.environ["BALANCE_HOME"] = tempfile.mkdtemp(prefix="balance-home-")
os.environ.pop("BALANCE_DATABASE_URL", None)
