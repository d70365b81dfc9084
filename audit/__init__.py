"""A translation-quality auditor: where a text betrays a machine, why, how bad, what instead."""

__version__ = "0.1.0"
