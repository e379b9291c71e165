"""What the window says: every sentence of more than a word or two, in one place.

Errors say what happened, what is safe and what to do; nothing here is a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.attribute.calibration import Zone
from core.attribute.names import CREATIVITY
from core.attribute.reliability import trust
from core.rewrite.checks import Flag

FLAG_SENTENCES: dict[str, str] = {
    Flag.TALK: "The model talked about the passage instead of rewriting it. Try again, or choose a longer passage.",
    Flag.COPIED: "Almost nothing was changed. More strength changes more.",
    Flag.REPETITIVE: "It repeats itself. Less strength repeats less.",
    Flag.GARBLED: "It is hardly readable. Choose less strength.",
    Flag.UNUSUAL: "The wording is unusual; read it aloud before you keep it.",
    Flag.NAMES_LOST: "A name from your passage is missing.",
    Flag.LONGER: "It is much longer than your passage.",
    Flag.SHORTER: "It is much shorter than your passage.",
    Flag.EMPHASIS_LOST: "Italics or bold from your passage are missing.",
    Flag.CUT_OFF: "The model did not finish. Its unfinished end was left out, so read how it ends now.",
    Flag.NOT_LIVELIER: "Its glow would be no stronger than that of your passage.",
    Flag.REPEATED: "It is the same text as an earlier attempt.",
}
"""What a flag of a rewrite means, for the card."""

READING = "Reading the passage…"
WRITING = "Writing…"
RETRYING = "That attempt was no use; trying once more…"
STOPPED = "Stopped. What was written so far is kept here; your text is untouched."
STOPPED_EMPTY = "Stopped before a word was written; your text is untouched."
NO_PROSE = "No usable prose came of it in several tries; your text is untouched."
NOTHING_NEW = (
    "Every try came out the same as an attempt you have already; your text is untouched. Change the strength a little, "
    "and try again."
)
EARLIER_KEPT = "Your earlier attempts are kept: step back to see them."
FAILED_UNEXPECTEDLY = "The rewrite failed, and the reason is in the log. Your text is untouched."

EDITED_MEANWHILE = (
    "You have changed this passage since the rewrite began. “Changes” compares with your passage as it stands now."
)
GONE_MEANWHILE = "This passage is no longer in your text. The rewrite can still be put where it was."

NOTHING_TO_REWRITE = "Put the cursor in a paragraph of prose, or select some text, to rewrite it."
TOO_LITTLE = (
    "That is too little to rewrite: select at least a clause, or nothing at all to rewrite the paragraph at the cursor."
)
NO_GLOW_YET = "This paragraph has no glow yet."
NOT_PROSE = "Headings, breaks and code have no glow."
NO_PARAGRAPH = "Put the cursor in a paragraph to see why it glows as it does."
GLOW_OFF = "The glow is switched off. Press F8 to show it."
TOO_SHORT = "Too short to say anything of it."
STALE_READING = "You have changed it; a new reading follows."
GLOW_DISMISSED = "You took its glow away. It comes back when you edit the paragraph."
DISMISS_GLOW = "No glow here until I edit it"
SHOW_GLOW_AGAIN = "Show its glow again"
NOTHING_TO_DISMISS = "Put the cursor in a paragraph of prose to take its glow away."

NO_MODEL = "No model"
MODEL_STOPPED = "The model has stopped"
MODEL_STOPPED_NOTICE = (
    "The model’s process ended several times in a row, so it was not started again. Your text is safe, and everything "
    "else works without it."
)
RESTART_MODEL = "Restart the model"
LOADING_MODEL = "Loading the model…"
CLOSE_TO_SAVED = "Saved"
RECOVERED = "Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it."
JOURNAL_FAILED = (
    "Your unsaved text could not be copied to Inkglow’s recovery file, so a crash would lose it; the disk may be full. "
    "The text is still here: save it now."
)
UNEXPECTED = "Something went wrong inside Inkglow. Your text is safe. The details are in {log}."

_GLOW_SHOWS = {
    "creativity": "what general readers tend to find vivid",
    "craft": "what professional editors make of a machine’s prose",
}


def reading(done: int, total: int) -> str:
    """While paragraphs are being scored; a count where there is more than one to go."""
    return f"reading… {done:,} of {total:,}" if total - done > 1 else "reading…"


def what_the_glow_is(word: str, attribute: str) -> str:
    """The line below the legend: ``word`` is what the attribute's figures allow (:mod:`core.attribute.reliability`)."""
    shows = _GLOW_SHOWS.get(attribute, f"how near it comes to “{attribute}”")
    return f"{word[:1].upper()}{word[1:]}, from how a language model reads the words: {shows}, not what is good."


def flag_sentences(flags: Iterable[str]) -> list[str]:
    """The flags as sentences; a code nobody knows here is shown as it is rather than hidden."""
    return [FLAG_SENTENCES.get(flag, flag) for flag in flags]


def some_repeated(came: int, repeated: int) -> str:
    """Of several attempts asked for at once, some are texts that there were already."""
    left_out = "1 more was the same as one you have" if repeated == 1 else f"{repeated} more were the same as others"
    return f"{came} new; {left_out} and {'was' if repeated == 1 else 'were'} left out."


def earlier_attempts(n: int) -> str:
    """Beside the arrows, where no attempt is shown but there are some."""
    return f"{n} earlier"


def why_no_model(reason: str) -> str:
    """Said when something was asked of a model that is not there."""
    return f"{reason} Everything else works without it." if reason else "The model is still loading; a moment."


def what_the_colours_are(hide: str, why: str) -> str:
    """Said once, beside the sample chapter; ``hide`` and ``why`` are the keys that hide the glow and explain it."""
    return (
        "The colours show how vivid each paragraph reads beside other fiction: no colour is plain, the strongest is "
        f"vivid. They are a guide, not a grade. {hide} hides them, {why} tells why a paragraph has its own."
    )


MODELS_HERE = "On this machine"
MODELS_TO_DOWNLOAD = "To download"
MODELS_HINT = "or drop a GGUF here. The file stays where it is."
SIZE_LATER = "Hugging Face is asked for the exact size and its checksum when you click Download"
GATED = "Hugging Face wants you to accept the licence on that page first, and to give your token (HF_TOKEN)."
LEARNS_FIRST = (
    "What is creative has to be learned once for this model, on this machine, before there is a glow. "
    "It takes hours, and you can write meanwhile."
)
DOWNLOAD_DISCARD = "Cancel"
SEVERAL_MORE = "Three more at once"
SEVERAL_SHORT = "{n} more"
NOTHING_TO_LEARN = "There is nothing to learn: the model in use has its attribute, or there is no model."
PREVIEW_PASSAGE = (
    "It was raining when the train came in. Anna took her bag and went out of the station. Nobody was waiting for her, "
    "so she walked along the street and looked for a hotel."
)
LEARN_WHAT = (
    "Inkglow does not know yet what “creative” looks like inside this model. To find out, it has the model write {n} "
    "short stories twice, once creatively and once boringly, has it read LLM-written versions of them, and compares "
    "the model’s hidden states."
)
LEARN_HOW = (
    "It happens on this machine, in the background. You can go on writing, pause it at any time, or close Inkglow: "
    "learning resumes where it stopped."
)
LEARN_MEASURING = "Measuring how long that would take here…"
LEARN_UNMEASURED = "How long it takes could not be measured."
LEARNED = "Learned, and in use from now on. This is how good it is on stories and passages it was not made from:"
LEARN_PREVIEW = "The same passage, rewritten at three strengths:"
BETTER_THAN_COUNTING = "It sees more than counting words does on these."
NO_BETTER_THAN_COUNTING = "That is hardly better than counting words."


def duration(seconds: float) -> str:
    """How long something takes, in round words."""
    minutes = seconds / 60
    if minutes < 1.5:
        return "about a minute"
    if minutes < 90:
        return f"about {round(minutes / 5) * 5 if minutes > 20 else round(minutes)} minutes"
    hours = round(minutes / 30) / 2
    return f"about {hours:g} hours".replace(".5", "½")


def learn_time(seconds: float | None, has_begun: bool) -> str:
    """How long learning would take on this machine."""
    if seconds is None:
        return LEARN_UNMEASURED
    words = f"On this machine it takes {duration(seconds)}"
    return f"{words}, less what is done already." if has_begun else f"{words}."


def no_attribute(name: str, has_begun: bool) -> str:
    """A model is loaded that has no attribute."""
    if has_begun:
        return f"Inkglow has begun to learn what is creative for {name}, and can resume where it was."
    return f"{name} works, but Inkglow has to learn what is creative for it before there is a glow or a rewrite."


def learned_figures(report: Mapping[str, Any]) -> tuple[str, ...]:
    """The validity figures in plain words, each beside the best thing that costs nothing; what to make of them last."""
    held = report["held_out"]
    samples, pairs = held["auroc_held_out_premises"], held["pairs_accuracy"]
    counting = {name: max(figure["value"] for figure in held[name].values()) for name in _BASELINES}
    better = pairs["low"] > counting["pairs_baselines"] and samples["value"] > counting["auroc_baselines"]
    found = trust(report)
    return (
        f"Of two tellings of a story, one creative and one boring, it knows which is which {_of_100(samples)} times in "
        f"100; guessing gives 50, counting {_of_100_plain(counting['auroc_baselines'])}.",
        f"Of a vivid and a plain passage that say the same, it prefers the vivid one {_of_100(pairs)} times in 100; "
        f"counting gives {_of_100_plain(counting['pairs_baselines'])}.",
        BETTER_THAN_COUNTING if better else NO_BETTER_THAN_COUNTING,
        f"Take the glow as {found.word}, not as a grade. {found.why}",
    )


_BASELINES = ("auroc_baselines", "pairs_baselines")


def _of_100(figure: Mapping[str, float]) -> str:
    return f"{100 * figure['value']:.0f} ({100 * figure['low']:.0f} to {100 * figure['high']:.0f})"


def _of_100_plain(value: float) -> str:
    return f"{100 * value:.0f}"


NOTHING_TO_MARK = "Put the cursor in a paragraph of some length, or select one, to mark it."
NOT_MARKED = "This passage is not marked."
MARK_SIGNS = {
    "same": "You marked this passage as {side}.",
    "part": "You marked a part of this passage as {side}.",
    "earlier": "You marked this passage as {side} before you changed it.",
}
OWN_LATER = (
    "Inkglow has to learn what is creative for this model first: an attribute of your own is compared with that."
)
OWN_WHAT = (
    "Inkglow can learn what sets some of your passages apart from others, and show it in the glow or steer a rewrite "
    "by it. Half of them are learned from; the other half shows whether it learned anything."
)
OWN_MARKED = "Passages that I have marked in the Passage menu"
OWN_VERSIONS = "What I have revised, from two versions of a file"
OWN_CHOOSE_BOTH = "Choose the file as it was, and as it is after your revision."
OWN_COMPARING = "Looking for what was revised…"
OWN_REST = "You can go on writing meanwhile, and pause it at any time."
OWN_LUCK = "That is within what guessing would give by luck."
OWN_BETTER = "It sees something in your prose that none of these see. Take it as a guide, not as a grade."
OWN_DECIDE = "Only if you keep it does it appear in the menu and in the blends of a rewrite."


def marked(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """How many passages are marked, and how many more it takes to learn from them."""
    counts = f"{alive} alive, {flat} flat"
    needed = " and ".join(f"{n} more {side}" for n, side in zip(missing, ("alive", "flat"), strict=True) if n)
    if not needed:
        return f"{counts}: enough for Inkglow to learn from (Model ▸ Make an attribute of your own)."
    return f"{counts}: {needed} {'passage' if sum(missing) == 1 else 'passages'} and Inkglow can learn from them."


def marks_so_far(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """The same, in the dialog that learns from them."""
    return marked(alive, flat, missing) if any(missing) else f"{alive} alive, {flat} flat."


def revised(found: int, fewest: int, most: int) -> str:
    """How many revised passages two versions of a file have."""
    if found < fewest:
        words = "No revised passage" if not found else f"{found} revised passage{'s' if found > 1 else ''}"
        return f"{words} found; it takes at least {fewest}."
    return f"{found} revised passages found{f'; {most} of them are used' if found > most else ''}."


def own_learned(name: str) -> str:
    """An attribute of the writer's own is ready to be decided on."""
    return f"“{name}” is learned. Look how good it is before you keep it."


def own_learning(name: str) -> str:
    """While it is being learned."""
    return f"Inkglow is learning “{name}” from your passages. {OWN_REST}"


def own_unfinished(name: str) -> str:
    """An attribute of the writer's own was being learned when the program, or its model, was left."""
    return f"Learning “{name}” was interrupted. What is finished is kept, and learning can be resumed."


def own_result(name: str) -> str:
    """Above its figures."""
    return f"“{name}” is learned. This is how good it is:"


def own_kept(name: str) -> str:
    """An attribute of the writer's own is among the others."""
    return f"“{name}” is kept: choose it in Model ▸ Attribute shown, or blend it into a rewrite."


def own_figures(report: Mapping[str, Any]) -> tuple[str, ...]:
    """What an attribute of the writer's own made of the half it did not learn from, beside others; verdicts last."""
    held = report["held_out"]
    own, compared, words = held["one_punctuation"], held["compared"], held["bag_of_words"]
    if held["from"] == "pairs of texts":
        asked = (
            f"{own['n']:.0f} revised passages that it was not made from, it knew which version is yours after revision"
        )
    else:
        asked = f"{own['n']:.0f} marked passages that it was not made from, it told an alive one from a flat one"
    rivals = {**compared, "counting words": words}
    others = ", ".join(f"{name} in {_of_100_plain(figure['value'])}" for name, figure in rivals.items())
    return (
        f"On {asked} in {_of_100_plain(own['value'])} of 100 cases.",
        f"On the same passages: {others}, guessing in 50.",
        f"Resting on {own['n']:.0f} passages, its own figure might as well be anything from "
        f"{_of_100_plain(own['low'])} to {_of_100_plain(own['high'])}.",
        *_own_verdict(own, rivals),
    )


def _own_verdict(own: Mapping[str, float], rivals: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    name, best = max(rivals.items(), key=lambda each: each[1]["value"])
    luck = (OWN_LUCK,) if own["low"] <= 0.5 else ()
    if own["value"] <= best["value"]:
        return (*luck, f"That is no better than {name}.")
    if own["low"] <= best["high"]:
        return (*luck, f"It is not surely better than {name}: the difference may be luck.")
    return luck or (OWN_BETTER,)


def zone_words(zone: Zone, attribute: str, *, short: bool = False) -> str:
    """A zone of an attribute's λ: *plainer* and *vivid* are of creativity, others have *less* and *more* of it."""
    if attribute in ("", CREATIVITY) or zone not in (Zone.PLAINER, Zone.VIVID):
        return zone.value
    words = "less" if zone is Zone.PLAINER else "more"
    return words if short else f"{words} {attribute}"


def strength_words(lam: float, zone: str, attribute: str = "") -> str:
    """“Strength 7.6 – vivid”."""
    of_what = f" of {attribute}" if attribute else ""
    return f"Strength{of_what} {_signed(lam)} – {zone}"


def no_strength(attribute: str) -> str:
    """An attribute that is not blended in, though it could be."""
    return f"Strength of {attribute}: none"


def lam_tip(lam: float, lam_max: float) -> str:
    """What the strength is, for those who know steering vectors."""
    return f"λ = {_signed(lam)}, between {_signed(-lam_max)} and {_signed(lam_max)} for this model and attribute"


def _signed(lam: float) -> str:
    return f"{lam:.1f}".replace("-", "−")


def blend_with(names: Sequence[str]) -> str:
    """The fold in the card behind which other attributes are."""
    return f"Blend in {names[0]}" if len(names) == 1 else "Blend in another attribute"


def attribute_words(name: str) -> str:
    """An attribute in the menu, with what it stands for where we know."""
    return f"{name} – {_ATTRIBUTES[name]}" if name in _ATTRIBUTES else name


_ATTRIBUTES = {
    "creativity": "vividness, as general readers see it",
    "craft": "what professional editors make of a machine’s prose",
}


def downloaded(title: str) -> str:
    """A model has arrived and is what Hugging Face says it is."""
    return f"{title} has been downloaded and checked."


def model_gone(name: str) -> str:
    """The model used last is not where it was."""
    return f"The model used last ({name}) is not where it was; the starter model takes its place."


def kept_model(reason: str, name: str) -> str:
    """Another model was chosen and could not be used."""
    return f"{reason} {name} stays in use."


def outside_change(name: str) -> str:
    """Another program wrote the file."""
    return f"Another program has changed {name} since you opened it."


def outside_change_unsaved(name: str) -> str:
    """Another program wrote the file, and there is unsaved text here."""
    return f"{outside_change(name)} Your unsaved text is still here."


def reloaded_over(name: str, copy: Path) -> str:
    """The file was read again in place of unsaved text."""
    return f"{name} was read again. Undo brings your unsaved text back; a copy of it is kept as {copy}."


def differences_legend(name: str) -> str:
    """Above the differences between the text in the window and its file."""
    return f"Struck through: only in your text here. Underlined: only in {name} on disk. Nothing is changed by looking."


def no_differences(name: str) -> str:
    """The text in the window is that of its file."""
    return f"Your text here and {name} on disk are the same, word for word."


def saved_as_text(ending: str, name: str) -> str:
    """The writer chose an ending of a format that plain text is not."""
    return f"Inkglow writes plain text, not {ending} files: your text is saved as {name}."


def found_unsaved(name: str) -> str:
    """A crash left text of a document that is not the one being opened."""
    return f"Unsaved text of {name} was found."
