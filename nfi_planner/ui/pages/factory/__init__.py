"""« Usine du futur »."""

from nfi_planner.ui.pages.factory.page import FactoryPage

__all__ = ["FactoryPage"]
