"""``python -m tests.benchmarks.concrete_nouns --wordnet /usr/share/wordnet``: list the nouns that name things.

Written to ``resources/lexicon/concrete_nouns.txt``: words of WordNet 3.0 that in its sense-tagged texts name, at least
half of the time, a thing (lexicographer files animal, artifact, body, food, object, plant, substance; not persons), and
the irregular plurals of these.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from core import paths

NOUN = "1"
THINGS = frozenset({5, 6, 8, 13, 17, 20, 27})
"""Numbers of the lexicographer files."""
_PLAIN = re.compile(r"[a-z]{2,}")

LICENCE = """\
# Nouns that name things, from WordNet 3.0 by `python -m tests.benchmarks.concrete_nouns`; only the word forms are kept.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this software and database and its documentation for any purpose and without fee or royalty is hereby
# granted, provided that you agree to comply with the following copyright notice and statements, including the
# disclaimer, and that the same appear on ALL copies of the software, database and documentation, including
# modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND
# PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT
# LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY
# PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD
# PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be used
# in advertising or publicity pertaining to distribution of the software and/or database. Title to copyright in this
# software, database and any associated documentation shall at all times remain with Princeton University and LICENSEE
# agrees to preserve same.
"""


def things(wordnet: Path) -> list[str]:
    """The words, sorted."""
    uses, as_things = Counter[str](), Counter[str]()
    for line in (wordnet / "cntlist.rev").read_text("ascii").splitlines():
        sense, _, times = line.split()
        word, _, key = sense.partition("%")
        part_of_speech, file, *_ = key.split(":")
        uses[word] += int(times)
        if part_of_speech == NOUN and int(file) in THINGS:
            as_things[word] += int(times)
    found = {word for word, times in as_things.items() if 2 * times >= uses[word]}
    exceptions = [line.split()[:2] for line in (wordnet / "noun.exc").read_text("ascii").splitlines()]
    plurals = {plural for plural, singular in exceptions if singular in found and plural not in uses}
    return sorted(word for word in found | plurals if _PLAIN.fullmatch(word))


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder with cntlist.rev and noun.exc")
    words = things(parser.parse_args().wordnet)
    file = paths.resources() / "lexicon" / "concrete_nouns.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(LICENCE + "\n".join(words) + "\n", "utf-8")
    print(f"{len(words):,} words in {file}")


if __name__ == "__main__":
    main()
