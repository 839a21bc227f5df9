"""Feuille de route NFI: a region's roadmap for the Nouvelle France industrielle."""

__version__ = "0.1.0"
