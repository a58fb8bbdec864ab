"""Hypothesis profiles: ``HYPOTHESIS_PROFILE`` chooses one, "ci" is what counts."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from palnet.catalogue import Catalogue, discover

_slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]

settings.register_profile(
    "ci", max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=_slow_is_fine
)
settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=_slow_is_fine)
settings.register_profile("thorough", max_examples=2000, deadline=None, suppress_health_check=_slow_is_fine)
settings.register_profile("ten-thousand", max_examples=10_000, deadline=None, suppress_health_check=_slow_is_fine)
# For changed code: what fails has failed, and need not be made smaller.
settings.register_profile("mutation", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
# What the core's properties have to stand once before a release: hours, and never in CI.
settings.register_profile("hundred-thousand", max_examples=100_000, deadline=None, suppress_health_check=_slow_is_fine)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

PLUGINS = Path(__file__).parents[1] / "plugins"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """What the plugins of this checkout bring, whether or not they are installed."""
    return discover(plugins=[], folders=sorted(path / "src" for path in PLUGINS.iterdir() if (path / "src").is_dir()))
