"""Properties are tried with the same examples in every run, so that a run says something of the commit alone.

``pytest --hypothesis-profile default`` looks for new ones.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.load_profile("same")
