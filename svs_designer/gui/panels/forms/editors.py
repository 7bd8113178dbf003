"""From a field's description to the widget that edits it."""

from collections.abc import Callable

from svs_designer.catalogue import Catalogue
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.chips_field import ChipsField
from svs_designer.gui.fields.choice_field import ChoiceField, ChoiceOption, FlagField
from svs_designer.gui.fields.field import Field
from svs_designer.gui.fields.long_text_field import LongTextField, TitleField
from svs_designer.gui.fields.reference_field import ReferenceField
from svs_designer.gui.fields.text_field import TextField
from svs_designer.gui.panels.forms.help_texts import HELP
from svs_designer.gui.panels.forms.spec import (
    Choice,
    Context,
    Flag,
    LongText,
    Reference,
    Several,
    Spec,
    Text,
    Title,
)


def make_field(spec: Spec, catalogue: Catalogue, appearance: Appearance, context: Callable[[], Context]) -> Field:
    """Return the field for a spec; completion asks for the context each time."""
    field = _make(spec, catalogue, appearance, context)
    field.setObjectName(spec.key)
    field.describe(spec.label, HELP[spec.key])
    return field


def _make(spec: Spec, catalogue: Catalogue, appearance: Appearance, context: Callable[[], Context]) -> Field:
    match spec.editor:
        case Choice() as choice:
            return _choice(choice, catalogue, appearance)
        case Reference(source, creates, hint):
            return ReferenceField(lambda: source(context()), appearance, creates=creates, hint=hint)
        case Several() as several:
            return _several(several, catalogue, appearance, context)
        case simple:
            return _simple(simple)


def _simple(editor: Text | LongText | Title | Flag) -> Field:
    match editor:
        case Text(codec):
            return TextField(codec)
        case LongText():
            return LongTextField()
        case Title(placeholder):
            return TitleField(placeholder)
        case Flag(text):
            return FlagField(text)


def _choice(choice: Choice, catalogue: Catalogue, appearance: Appearance) -> ChoiceField:
    icons = choice.icons(catalogue) if choice.icons else {}
    options = [
        ChoiceOption(value, text, appearance.icon(*icons[value])) if value in icons else ChoiceOption(value, text)
        for value, text in choice.options(catalogue)
    ]
    return ChoiceField(options, optional=choice.optional, hint=choice.hint)


def _several(
    several: Several, catalogue: Catalogue, appearance: Appearance, context: Callable[[], Context]
) -> ChipsField:
    remark, name_of = several.remark, several.name_of
    return ChipsField(
        lambda: several.source(context()),
        appearance,
        adds=several.adds,
        creates=several.creates,
        takes_any=several.takes_any,
        remark=(lambda item: remark(context(), item)) if remark else None,
        name_of=(lambda item: name_of(catalogue, item)) if name_of else None,
    )
