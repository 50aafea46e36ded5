"""The one spelling of a JSON value, which hashes and signatures are made of."""

import orjson


def canonical(value: object) -> bytes:
    """UTF-8, sorted keys, no spaces; texts stay as they are, in no normal form.

    Raises ValueError for a float (its spelling is not one), a whole number of more than 64 bits, a key that is not
    plainly text, half a surrogate pair, more than 254 levels, and anything JSON does not know.
    """
    _must_be_json(value)
    return spelled(value)


def spelled(value: object) -> bytes:
    """`canonical` of what is known to be JSON without floats: what a shape of ours was dumped to, say.

    Raises ValueError as `canonical` does for whole numbers and texts that are none.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as fault:
        raise ValueError(str(fault)) from fault


def _must_be_json(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case float():
            raise ValueError("floats have no one spelling; use integers or strings")
        case dict():
            for name, inner in value.items():
                if type(name) is not str:
                    raise ValueError(f"a name must be text, not {type(name).__name__}")
                _must_be_json(inner)
        case list() | tuple():
            for inner in value:
                _must_be_json(inner)
        case _:
            raise ValueError(f"JSON does not know {type(value).__name__}")
