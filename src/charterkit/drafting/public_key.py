"""Whether a public key is one: its bytes are what its kind says, written in the one way in which they are written.

A key that only looks like one would be worse than useless: OpenSSH refuses a whole list of revoked keys with such a
line in it, so that nobody's signature would count any more; and with two ways to write its bytes one key could stand in
the register for two participants. Whether an elliptic curve has the point that a key names is left to ``ssh-keygen``.
The forms are those of RFC 4253 (6.6), RFC 5656 (3.1), RFC 8709 (4) and OpenSSH's PROTOCOL.u2f.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Final

_LEAST_RSA: Final = 1024
"""Bits of the shortest RSA key that OpenSSH takes."""

_LEAST_EXPONENT: Final = 3
"""With 1 for an exponent everybody could sign."""

_SIGN: Final = 0x80
"""The bit in a number's first byte that makes it negative."""

_EDWARDS: Final = 32
"""Bytes of a public key of Ed25519."""

_UNCOMPRESSED: Final = 4
"""The first byte of a point that is written with both its coordinates."""

_LENGTH: Final = 4


def field(content: bytes, start: int) -> bytes:
    """Return a field of OpenSSH's wire form: its length in four bytes, then its bytes.

    Raises:
        ValueError: there is none, or an empty one.
    """
    length = int.from_bytes(content[start : start + _LENGTH], "big")
    found = content[start + _LENGTH : start + _LENGTH + length]
    if len(found) != length or not length:
        raise ValueError
    return found


def is_public_key(kind: str, coded: str) -> bool:
    """Tell whether bytes in base64 are a public key of a kind (``ssh-ed25519``), and nothing else."""
    try:
        content = base64.b64decode(coded, validate=True)
        first, *rest = _fields(content)
    except (binascii.Error, ValueError):
        return False
    written = base64.b64encode(content).decode() == coded
    return written and first == kind.encode() and kind in _FORMS and _FORMS[kind](rest)


def _fields(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at < len(content):
        found.append(field(content, at))
        at += _LENGTH + len(found[-1])
    return found


def _edwards(rest: list[bytes]) -> bool:
    return [len(each) for each in rest] == [_EDWARDS]


def _rsa(rest: list[bytes]) -> bool:
    if len(rest) != 2 or not all(map(_is_shortest, rest)):  # noqa: PLR2004  exponent, modulus
        return False
    exponent, modulus = (int.from_bytes(each, "big") for each in rest)
    return exponent >= _LEAST_EXPONENT and exponent % 2 == 1 and modulus.bit_length() >= _LEAST_RSA


def _is_shortest(number: bytes) -> bool:
    """Tell whether a number is positive and written without zeros that could be left out (RFC 4251, 5: mpint)."""
    return 0 < number[0] < _SIGN or (number[0] == 0 and len(number) > 1 and number[1] >= _SIGN)


def _curve(bits: int) -> Callable[[list[bytes]], bool]:
    def has_form(rest: list[bytes]) -> bool:
        size = 1 + 2 * ((bits + 7) // 8)
        return len(rest) == 2 and rest[0] == b"nistp%d" % bits and (len(rest[1]), rest[1][0]) == (size, _UNCOMPRESSED)  # noqa: PLR2004  curve, point

    return has_form


def _on_token(form: Callable[[list[bytes]], bool]) -> Callable[[list[bytes]], bool]:
    """Return the form of a key on a token: after all else, it names what it was made for."""
    return lambda rest: len(rest) > 1 and form(rest[:-1])


_FORMS: Final[Mapping[str, Callable[[list[bytes]], bool]]] = {
    "ssh-ed25519": _edwards,
    "ssh-rsa": _rsa,
    **{f"ecdsa-sha2-nistp{bits}": _curve(bits) for bits in (256, 384, 521)},
    "sk-ssh-ed25519@openssh.com": _on_token(_edwards),
    "sk-ecdsa-sha2-nistp256@openssh.com": _on_token(_curve(256)),
}
