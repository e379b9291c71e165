"""Dataclasses of a report as JSON values and back, by the types of their fields."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from core.stats.separation import Figure

T = TypeVar("T")


def encode(value: Any) -> Any:
    """``value`` as JSON values; figures are rounded. Fields that have a default and are None or empty are left out."""
    if isinstance(value, Figure):
        return value.to_json()
    if is_dataclass(value):
        return {
            each.name: encode(found)
            for each in fields(value)
            if not ((found := getattr(value, each.name)) is None or found in ("", (), {})) or _is_required(each)
        }
    if isinstance(value, Mapping):
        return {str(name): encode(each) for name, each in value.items()}
    return [encode(each) for each in value] if isinstance(value, tuple | list) else value


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def decode(cls: type[T], values: Any) -> T:
    """The dataclass ``cls`` from a JSON object; keys that it does not have are ignored.

    Raises KeyError, TypeError or ValueError where a field without a default is missing, or a value is of another type.
    """
    hints = get_type_hints(cls)
    names = [each.name for each in fields(cast(Any, cls)) if each.name in values]
    return cls(**{name: decode_value(hints[name], values[name]) for name in names})


def decode_value(hint: Any, value: Any) -> Any:
    """``value`` as a field of type ``hint``. Raises as :func:`decode`."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        if value not in args:
            raise ValueError(f"{value!r} is none of {args}")
        return value
    if origin in (types.UnionType, Union):
        return None if value is None else decode_value(next(each for each in args if each is not type(None)), value)
    if is_dataclass(hint):
        return decode(cast(type[Any], hint), value)
    if origin is tuple:
        kinds = args[:1] * len(value) if args[-1] is Ellipsis else args
        return tuple(decode_value(kind, each) for kind, each in zip(kinds, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {str(name): decode_value(args[1], each) for name, each in value.items()}
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if (hint in (int, str, bool) and not isinstance(value, hint)) or hint is float:
        raise TypeError(f"{value!r} is not {hint.__name__}")
    return value
