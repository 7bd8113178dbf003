"""The native YAML file: reader and writer."""

from svs_designer.formats.native.configuration import Configuration, find_configuration, read_configuration
from svs_designer.formats.native.faults import Fault
from svs_designer.formats.native.positions import Positions
from svs_designer.formats.native.reader import Reading, read_file, read_text
from svs_designer.formats.native.stamp import FileStamp
from svs_designer.formats.native.writer import save_file, write_text

__all__ = [
    "Configuration",
    "Fault",
    "FileStamp",
    "Positions",
    "Reading",
    "find_configuration",
    "read_configuration",
    "read_file",
    "read_text",
    "save_file",
    "write_text",
]
