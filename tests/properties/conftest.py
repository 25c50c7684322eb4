"""Hypothesis without a deadline: how long an example takes is no property of the engine."""

from hypothesis import settings

settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
