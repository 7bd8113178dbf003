"""The check as the command line asks for it: which settings count for a file, and what the rules find in it."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.files import STDIN
from svs_designer.cli.trouble import Trouble, say
from svs_designer.model.check_settings import CheckSettings, Profile

if TYPE_CHECKING:
    from svs_designer.catalogue import Catalogue
    from svs_designer.formats.native import Configuration, Reading
    from svs_designer.model.document import Document
    from svs_designer.rules.acceptances import Standing
    from svs_designer.rules.finding import Finding
    from svs_designer.rules.settings import Settings


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that set the check; they win over the document and the file beside it."""
    parser.add_argument("--profile", choices=[str(each) for each in Profile], help="the set of levels to check with")
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--config", metavar="CONFIG", help="the settings to use in place of a .svs-designer.yaml")
    beside.add_argument("--no-config", action="store_true", help="look for no .svs-designer.yaml")


@dataclass(frozen=True)
class Check:
    """Checks one document, and what becomes of it while it is mended."""

    catalogue: "Catalogue"
    settings: "Settings"
    today: date

    def document(self, document: "Document") -> "tuple[Finding, ...]":
        """Return what the rules find."""
        from svs_designer.rules.runner import check_document

        return check_document(document, self.catalogue, settings=self.settings, today=self.today)

    def __call__(self, reading: "Reading") -> "tuple[Finding, ...]":
        """Return what the rules find in what a file holds."""
        return self.document(reading.document) if reading.document else ()

    def idle(self, reading: "Reading", findings: "tuple[Finding, ...]") -> "tuple[Standing, ...]":
        """Return the acceptances that meet none of the findings any more."""
        from svs_designer.rules.acceptances import idle_acceptances
        from svs_designer.rules.installed import installed_rules

        ran = {rule.id for rule in installed_rules()[0] if self.settings.is_on(rule)}
        return idle_acceptances(reading.document, findings, ran) if reading.document else ()


class Checks:
    """Makes the check of each file; a configuration file is read once."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Take what the command line says."""
        self._arguments = arguments
        self._read: dict[Path, CheckSettings] = {}

    def of(self, name: str, document: "Document") -> Check:
        """Return the check of a file. Raises CatalogueError or UnknownCatalogue; Trouble for a bad configuration."""
        from svs_designer.catalogue import load_catalogue
        from svs_designer.rules.configuration import settings_for

        profile = Profile(self._arguments.profile) if self._arguments.profile else None
        settings = settings_for(document, self._beside(name), profile=profile)
        return Check(load_catalogue(document.catalogue.id), settings, datetime.now().astimezone().date())

    def _beside(self, name: str) -> CheckSettings:
        from svs_designer.formats.native import find_configuration

        if self._arguments.no_config:
            return CheckSettings()
        folder = Path() if name == STDIN else Path(name).parent
        given = self._arguments.config
        path = find_configuration(folder) if given is None else _named(given)
        if path is None:
            return CheckSettings()
        if path not in self._read:
            self._read[path] = _settings(path)
        return self._read[path]


def _named(name: str) -> Path:
    """Return the path of a configuration that is asked for; a variable of a script may have left its name empty."""
    if not name:
        raise Trouble("the name behind --config is empty: name a file, or use --no-config")
    return Path(name)


def _settings(path: Path) -> CheckSettings:
    from svs_designer.formats.native import read_configuration

    try:
        found = read_configuration(path)
    except FileNotFoundError as error:
        raise Trouble(f"there is no file {path}") from error
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror or error}") from error
    _refuse_faults(found)
    return found.check


def _refuse_faults(found: "Configuration") -> None:
    """Say every fault: a check with half of its settings would mislead."""
    if found.faults:
        *others, last = (f"{found.path}:{fault}" for fault in found.faults)
        for each in others:
            say(each)
        raise Trouble(last)


def say_idle(name: str, reading: "Reading", idle: "tuple[Standing, ...]") -> None:
    """Say which acceptances can be taken out of a file."""
    for each in idle:
        line, _ = reading.positions.of(each.stream, each.element, "accepted")
        rule, by = each.acceptance.rule, each.acceptance.by
        say(f"{name}:{line}: {rule} is not found here any more: take out that {by} accepted it")
