"""Tickets as the tools that hold them export them: CSV of any dialect, read into the visits of a log."""

from svs_designer.formats.ticket_export.columns import BadColumns, Columns
from svs_designer.formats.ticket_export.layout import Layout, layout_of
from svs_designer.formats.ticket_export.reader import Tickets, read_recalled, read_tickets

__all__ = ["BadColumns", "Columns", "Layout", "Tickets", "layout_of", "read_recalled", "read_tickets"]
