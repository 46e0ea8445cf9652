"""Which bytes are a public key: those that OpenSSH writes for its kind, and no others."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from charterkit.drafting.public_key import field, is_public_key


def wire(*fields: bytes) -> bytes:
    return b"".join(len(each).to_bytes(4, "big") + each for each in fields)


def coded(content: bytes) -> str:
    return base64.b64encode(content).decode()


ED25519 = b"ssh-ed25519", b"k" * 32
TOKEN = b"sk-ssh-ed25519@openssh.com", b"k" * 32, b"ssh:"
CURVE = b"ecdsa-sha2-nistp384", b"nistp384", b"\4" + b"k" * 96
RSA = b"ssh-rsa", b"\1\0\1", b"\0" + b"\xc3" * 128


@pytest.mark.parametrize("kind", ["ed25519", "rsa -b 1024", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521"])
def test_what_ssh_keygen_makes_is_a_key(tmp_path: Path, kind: str) -> None:
    command = ["ssh-keygen", "-q", "-N", "", "-C", "", "-f", str(tmp_path / "key"), "-t", *kind.split()]
    subprocess.run(command, check=True)
    name, key = (tmp_path / "key.pub").read_text().split()
    assert is_public_key(name, key)
    assert not is_public_key(name, coded(base64.b64decode(key)[:-4]))


@pytest.mark.parametrize(
    "fields",
    [ED25519, TOKEN, CURVE, RSA, (b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\4" + b"k" * 64, b"ssh:")],
)
def test_a_key_is_what_its_fields_say(fields: tuple[bytes, ...]) -> None:
    assert is_public_key(fields[0].decode(), coded(wire(*fields)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        wire(b"ssh-ed25519"),
        wire(b"ssh-ed25519", b"k" * 31),
        wire(b"ssh-ed25519", b"k" * 32, b"more"),
        wire(b"ssh-ed25519", b"k" * 32) + b"more",
        wire(b"ssh-ed25519", b"k" * 32)[:-1],
        wire(b"ssh-rsa", b"\1\0\1", b"\0" + b"\xc3" * 127),
        wire(b"ssh-rsa", b"\0" + b"\xc3" * 128),
        wire(b"ssh-rsa", b"\0\1\0\1", b"\0" + b"\xc3" * 128),
        wire(b"ssh-rsa", b"\1\0\1", b"\0\0" + b"\xc3" * 128),
        wire(b"ssh-rsa", b"\1\0\1", b"\xc3" * 128),
        wire(b"ssh-rsa", b"\1", b"\0" + b"\xc3" * 128),
        wire(b"ssh-rsa", b"\0", b"\0" + b"\xc3" * 128),
        wire(b"ecdsa-sha2-nistp384", b"nistp256", b"\4" + b"k" * 96),
        wire(b"ecdsa-sha2-nistp384", b"nistp384", b"\2" + b"k" * 48),
        wire(b"sk-ssh-ed25519@openssh.com", b"k" * 32),
        wire(b"ssh-dss", b"p", b"q", b"g", b"y"),
        wire(b"ssh-ed25519-cert-v01@openssh.com", b"k" * 32),
    ],
)  # fmt: skip
def test_other_bytes_are_no_key(content: bytes) -> None:
    try:
        kind = field(content, 0).decode()
    except ValueError:
        kind = "ssh-ed25519"
    assert not is_public_key(kind, coded(content))


def test_a_key_speaks_for_its_own_kind() -> None:
    assert not is_public_key("ssh-rsa", coded(wire(*ED25519)))


def test_the_same_bytes_are_written_in_one_way() -> None:
    written = coded(wire(*RSA))
    assert written.endswith("w==")
    assert base64.b64decode(f"{written[:-3]}x==") == wire(*RSA)
    assert not is_public_key("ssh-rsa", f"{written[:-3]}x==")
    assert not is_public_key("ssh-rsa", f"{written[:40]}\n{written[40:]}")


def test_an_rsa_key_with_zeros_before_its_numbers_is_refused_though_ssh_keygen_takes_it(tmp_path: Path) -> None:
    command = ["ssh-keygen", "-q", "-N", "", "-C", "", "-f", str(tmp_path / "key"), "-t", "rsa", "-b", "1024"]
    subprocess.run(command, check=True)
    content = base64.b64decode((tmp_path / "key.pub").read_text().split()[1])
    exponent = field(content, len(wire(b"ssh-rsa")))
    modulus = field(content, len(wire(b"ssh-rsa", exponent)))
    assert wire(b"ssh-rsa", exponent, modulus) == content
    for other in (wire(b"ssh-rsa", b"\0" + exponent, modulus), wire(b"ssh-rsa", exponent, b"\0" + modulus)):
        (tmp_path / "other.pub").write_text(f"ssh-rsa {coded(other)}\n")
        subprocess.run(["ssh-keygen", "-l", "-f", str(tmp_path / "other.pub")], check=True, capture_output=True)
        assert not is_public_key("ssh-rsa", coded(other))
