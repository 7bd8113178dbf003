"""Reading the text of a definition: YAML 1.2 without what runs away (aliases, endless depth) or is no JSON."""

from typing import Any

MOST_BYTES = 5_000_000
MOST_DEPTH = 100


class BadText(ValueError):
    """A text that holds no definition; the message says where it breaks."""


def read_yaml(data: bytes) -> Any:
    """Return what a YAML or JSON text holds, as JSON values; raise BadText."""
    import yaml

    if len(data) > MOST_BYTES:
        raise BadText(f"it has {len(data):,} bytes, and {MOST_BYTES:,} are the most")
    try:
        text = data.decode("utf-8-sig")
        _refuse_runaways(text)
        return yaml.load(text, Loader=_loader())  # noqa: S506 - a safe loader with the scalars of YAML 1.2
    except UnicodeDecodeError as error:
        raise BadText(f"it is no UTF-8 (byte {error.start})") from error
    except yaml.MarkedYAMLError as error:
        place = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise BadText(f"{place}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise BadText(str(error).splitlines()[0]) from error
    except (ValueError, TypeError) as error:
        if isinstance(error, BadText):
            raise
        raise BadText(str(error).splitlines()[0]) from error


def _refuse_runaways(text: str) -> None:
    """Look at the events before anything is built: a builder of deep trees runs out of stack."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1  # type: ignore[union-attr] # a parsed event has its mark
        if isinstance(event, yaml.AliasEvent):
            raise BadText(f"line {line}: aliases are not read; write the part out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH:
            raise BadText(f"line {line}: more than {MOST_DEPTH} levels deep")


def _loader() -> Any:
    """Return a safe loader that knows the scalars of YAML 1.2: `no` and `12:30` and dates stay text."""
    import re

    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # chosen at run time
        yaml_implicit_resolvers: dict[str | None, list[tuple[str, Any]]] = {}  # noqa: RUF012 - PyYAML's own way

    core = {
        "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        "int": (r"[-+]?[0-9]+", list("-+0123456789")),
        "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
    }
    for name, (pattern, first) in core.items():
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), first)
    Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
    return Loader
