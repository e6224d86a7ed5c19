"""What stands for content, from the interpreter's own small modules.

`hashlib` has the same, but loads OpenSSL besides, for which Python's own start takes a quarter
longer; `random` of the standard library goes round it likewise.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # before Python 3.12
        except ImportError:
            from hashlib import sha256

BYTES = 16
"""Of a digest."""


def fingerprint(*parts: str) -> str:
    """What people and other programs know texts by: 16 hexadecimal digits of SHA-256."""
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def digest(content: bytes) -> bytes:
    """What parkq itself knows content by: BLAKE2b, which takes half the time."""
    return blake2b(content, digest_size=BYTES).digest()
