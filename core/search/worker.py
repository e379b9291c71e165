"""The child process that tries regular expressions: each request is a line in JSON, answered by two lines.

The first says that the request has been read, the second is the reply.
"""

from __future__ import annotations

import faulthandler
import json
import sys

from core import child_process
from core.search.finder import Found, ReplacementProblem, Unusable, find_all
from core.search.query import Flaw, PatternProblem, Query

_LONGEST_S = 60
"""After so long the process ends itself: whoever asked has given up long ago, or is gone."""
BEGUN = b"begun\n"
"""Said as soon as a request has been read, because starting takes time of its own."""


def main() -> None:
    """Answer requests until the input ends."""
    child_process.end_with_parent()
    for line in sys.stdin.buffer:
        _write(BEGUN)
        # a thread of C ends the process, because a pattern holds the interpreter's lock; it says where, not what
        faulthandler.dump_traceback_later(_LONGEST_S, exit=True)
        reply = _answer(line)
        faulthandler.cancel_dump_traceback_later()
        _write(reply)


def request_line(text: str, query: Query, replacement: str) -> bytes:
    """The request for a search."""
    request = [text, query.needle, query.match_case, query.whole_word, query.regex, replacement]
    return json.dumps(request).encode() + b"\n"


def read_reply(line: bytes) -> Found:
    """What was found. Raises PatternProblem and ReplacementProblem, as the search did."""
    reply = json.loads(line)
    if "flaw" in reply:
        raise PatternProblem(Flaw(reply["flaw"]), reply["position"])
    if "unusable" in reply:
        raise ReplacementProblem(Unusable(reply["unusable"]))
    return Found(reply["starts"], reply["ends"], reply["replacements"], reply["complete"])


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _answer(line: bytes) -> bytes:
    text, needle, match_case, whole_word, regex, replacement = json.loads(line)
    reply: dict[str, object]
    try:
        found = find_all(text, Query(needle, match_case, whole_word, regex), replacement)
    except PatternProblem as problem:
        reply = {"flaw": problem.flaw.value, "position": problem.position}
    except ReplacementProblem as problem:
        reply = {"unusable": problem.why.value}
    else:
        reply = {
            "starts": found.starts,
            "ends": found.ends,
            "replacements": found.replacements,
            "complete": found.is_complete,
        }
    return json.dumps(reply).encode() + b"\n"


if __name__ == "__main__":
    main()
