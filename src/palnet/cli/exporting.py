"""tmp"""

__all__: list[str] = []
