"""What gzip packed, unpacked up to a limit, in time that grows with what is packed and what comes out.

A file may be many members one after another; each is taken from a small part of what is left, so that a million of
them are not a million copies of the rest.
"""

import zlib

from dateline.inputs import GZIP

FIRST_PART = 512
"""Bytes that are given to a member at first, twice as many each time: the shortest member has 20."""


def gunzip(data: bytes, most: int) -> tuple[bytes, int]:
    """What gzip members hold, up to one byte more than `most`, and where in `data` the last that was read ends.

    Raises EOFError where a member is cut short and zlib.error where it is damaged.
    """
    unpacked = bytearray()
    at = 0
    while data.startswith(GZIP, at) and len(unpacked) <= most:
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        size = FIRST_PART
        while not member.eof and len(unpacked) <= most:
            part = data[at : at + size]
            if not part:
                raise EOFError(f"end after {len(unpacked):,} bytes in the midst")
            unpacked += member.decompress(part, most + 1 - len(unpacked))
            at += len(part) - len(member.unused_data)
            size *= 2
    return bytes(unpacked), at
