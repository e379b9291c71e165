"""What judges really answer. Those marked "as it came" are SmolLM2-135M-Instruct's own, at temperature 0."""

from __future__ import annotations

import pytest

from core.evaluation.answer_parsing import parse_choice, parse_rating
from core.evaluation.results import Picked
from core.rewrite.prompt import CHOICE_BEGUN, RATING_BEGUN

RATINGS: list[tuple[str, int | None]] = [
    ("7", 7),
    (" 0", 0),
    ("7/9", 7),
    ("Rating: 7", 7),
    ("**7**", 7),
    ("**Rating:** 7/9", 7),
    ("“7”", 7),
    ("(7)", 7),
    ("- 7", 7),
    ("I'd give it a 6.", 6),
    ("I would rate this text a solid 8 out of 9.", 8),
    ("seven", 7),
    ("Seven out of nine.", 7),
    ("8 out of 9", 8),
    ("7.5", 8),
    ("7,5", 8),
    ("7.4", 7),
    ("8.9", 9),
    ("9.0", 9),
    ("7\n\nThe text has 3 images and 12 lines.", 7),
    ("7. On originality alone it would be between 8 and 9.", 7),
    ("On a scale from 0 (not creative at all) to 9 (extremely creative), I would rate this text a 4.", 4),
    ("On a scale of 0-9, my rating is 5 because it is plain.", 5),
    ("<think>Maybe 3? Or 8.</think>\n6", 6),
    ("The sentence “There were 8 of them.” is dull. Rating: 2", 2),
    ("10", None),
    ("9.5", None),
    ("12", None),
    ("-3", None),
    ("70%", None),
    ("7/10", None),
    ("8 out of 10", None),
    ("Rating: 4/5", None),
    ("between 6 and 7", None),
    ("6-7", None),
    ("5 to 6", None),
    ("I'd give it a 6 or 7.", None),
    ("Creativity: 7. Rating: 3.", None),
    ("", None),
    ("   \n", None),
    ("0 to 9", None),
    ("From 0 (not creative at all) to 9 (extremely creative)", None),
    ("0-9", None),
    ("I'm sorry, but I cannot rate this text.", None),
    ("The man said “8.” and left.", None),
    ("One of the most creative texts I have read.", None),
    ("9 people walked into the bar.", None),
    ("<think>I would say 7.", None),
    # as it came, asked openly
    ("The text is 9.", 9),
    ("The text above is 9.", 9),
    ("The text is 10.", None),
    ("The text is a mix of creative and creative, but it's not a perfect", None),
    ('The sentence is a classic example of a metaphorical expression called "the "The Un', None),
    ('The sentence "Once there was a fox who was very proud" is a classic', None),
    ("The light in the cellar had never worked. Margaret took the torch from its", None),
    # as it came, after "Rating: "
    ("9.", 9),
    ("4.5/5\n\nThe text is a great example of how creative", None),
    ("10.0\n\nThe sentence is a classic example of a creative and", None),
    ("9.9\n\nThe sentence is a classic example of a pun, where", None),
    ("3.3\n\nThe text is a humorous and lighthearted piece about a", 3),
    ("4.5\n\nThe wall had been there before any of them were born", 5),
    (" 0.0\n\nThe text above is a creative piece that is not", 0),
    (" 9\n\nRuth swam her lengths early, before the schools came.", 9),
    # as it came, begun as it is
    (RATING_BEGUN + " 4. This is a classic example of a creative and imaginative story that has", 4),
    (RATING_BEGUN + " 4.3, and it's further than it used to be. I", 4),
    (RATING_BEGUN + " 4. The ladder leaned on the orchard, was a 4, and", 4),
    (RATING_BEGUN + " 4. The barman's response is a 4.", 4),
    (RATING_BEGUN + " 9.", 9),
    (RATING_BEGUN, None),
    (RATING_BEGUN + " 10.", None),
    (RATING_BEGUN + " mix of both", None),
]

CHOICES: list[tuple[str, Picked | None]] = [
    ("A", "first"),
    ("b", None),
    ("B.", "second"),
    ("**B**", "second"),
    ("“A”", "first"),
    ("(B)", "second"),
    ("Text B", "second"),
    ("Text B:", "second"),
    ("1", "first"),
    ("2", "second"),
    ("Text 2", "second"),
    ("The first one", "first"),
    ("The second text.", "second"),
    ("B is more creative because it plays with sound.", "second"),
    ("B, because it plays with sound.", "second"),
    ("Text A is slightly more creative than text B.", "first"),
    ("Text A is less creative than text B.", "second"),
    ("The more creative text is B.", "second"),
    ("My answer is text A.", "first"),
    ("I would choose the second one.", "second"),
    ("Both texts are creative, but text B is more creative.", "second"),
    ("<think>A is more creative?</think>B", "second"),
    ("tie", "tie"),
    ("“Tie.”", "tie"),
    ("It's a tie.", "tie"),
    ("Both are equally creative.", "tie"),
    ("Both", "tie"),
    ("Neither", "tie"),
    ("Neither is more creative than the other.", "tie"),
    ("Neither text is creative.", None),
    ("", None),
    ("I cannot decide which text is more creative.", None),
    ("A or B", None),
    ("Text A is vivid, and text B is witty.", None),
    ("A is more creative. On reflection, B is more creative.", None),
    ("Text A is not more creative.", None),
    ("They are not equally creative.", None),
    ("A mix of both creative and mundane elements.", None),
    ("I'm sorry, I can't help with that.", None),
    # as it came, asked openly
    ("Text A:\nThe colony’s first crime was a theft of tomatoes.", None),
    ("Text A:\nText B:", None),
    ("Text B: United were losing at half time. In the second half they played", None),
    ("A:\nText A:\nTonight the moon was a biscuit", None),
    ("A:\nTonight the moon was a biscuit with one bite gone", None),
    ('The answer is "tie"', "tie"),
    ('The text with "tie" is more creative than the text with "A"', None),
    ("The two texts are not equally creative. Text B is more creative and engaging,", "second"),
    ("The two texts are not equally creative. Text A is more creative because it is", "first"),
    # as it came, begun as it is
    (CHOICE_BEGUN + " B.", "second"),
    (CHOICE_BEGUN + " A, which is a mix of humor and a relatable situation. The second text", "first"),
    (CHOICE_BEGUN + " A, which is a more imaginative and imaginative way to convey the idea of a", "first"),
    (CHOICE_BEGUN, None),
]


@pytest.mark.parametrize(("answer", "value"), RATINGS)
def test_a_rating_is_read_or_counted_as_unread(answer: str, value: int | None) -> None:
    assert parse_rating(answer) == value


@pytest.mark.parametrize(("answer", "picked"), CHOICES)
def test_a_choice_is_read_or_counted_as_unread(answer: str, picked: Picked | None) -> None:
    assert parse_choice(answer) == picked
