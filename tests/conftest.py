"""Its place matters: pytest imports it as ``tests.conftest`` and so puts the project's folder on the path for
``tests.counties`` and the like."""
