"""The report: one HTML file that opens anywhere, asks no network, and backs every line by words."""

from runut.views.report.page import Options, to_html

__all__ = ["Options", "to_html"]
