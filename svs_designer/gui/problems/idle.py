"""Acceptances that meet no finding any more, listed beside those that do, so that somebody withdraws them. No Qt."""

from svs_designer.model.document import Document
from svs_designer.rules.acceptances import Standing, idle_acceptances
from svs_designer.rules.configuration import settings_for
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.installed import installed_rules

MESSAGE = "The check does not find this any more: withdraw the acceptance"


def with_idle_acceptances(document: Document, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings of a document, and behind them what is accepted in vain; rules that rest find nothing to tell."""
    settings = settings_for(document)
    ran = {rule.id for rule in installed_rules()[0] if settings.is_on(rule)}
    idle = idle_acceptances(document, findings, ran)
    return (*findings, *(_as_finding(each) for each in idle))


def _as_finding(idle: Standing) -> Finding:
    rule = idle.acceptance.rule
    return Finding(rule, Level.ADVICE, MESSAGE, idle.stream, idle.element, accepted=idle.acceptance)
