"""Sentences shown in the window: every one of more than a word or two, in one place.

Those about the writer's own attribute and marks are in :mod:`desktop.personal.words`.

Errors say what happened, what is safe and what to do; no sentence gives a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.attribute.calibration import Zone
from core.attribute.names import CREATIVITY
from core.attribute.reliability import CHANCE, trust
from core.attribute.report import DerivationReport, PromptsReport
from core.exchange.formats import Format
from core.manuscript.non_prose import NonProse
from core.rewrite.checks import Flag
from core.stats.separation import Figure
from desktop.common.attribute_names import attribute_name
from desktop.common.core_words import zone_word
from desktop.common.translation import number, tr, worded

FLAG_SENTENCES: dict[str, str] = {
    Flag.TALK: tr("The model talked about the passage instead of rewriting it. Try again, or choose a longer passage."),
    Flag.COPIED: tr("Almost nothing was changed. Choose more strength to change more."),
    Flag.REPETITIVE: tr("It repeats itself. Choose less strength."),
    Flag.GARBLED: tr("It is hardly readable. Choose less strength."),
    Flag.UNUSUAL: tr("The wording is unusual; read it aloud before you keep it."),
    Flag.NAMES_LOST: tr("A name from your passage is missing."),
    Flag.LONGER: tr("It is much longer than your passage."),
    Flag.SHORTER: tr("It is much shorter than your passage."),
    Flag.EMPHASIS_LOST: tr("Italics or bold from your passage are missing."),
    Flag.CONTENT_LOST: tr("Much of what your passage says is missing."),
    Flag.NUMBERS_LOST: tr("A number from your passage is missing."),
    Flag.DIALOGUE_LOST: tr("The speech of your passage is missing, or its quotation marks do not match."),
    Flag.TENSE: tr("It is told in another tense."),
    Flag.PERSON: tr("It is told by another person."),
    Flag.LEAKED: tr("It has words of the examples that the model was given. Try again."),
    Flag.CUT_OFF: tr("The model did not finish. The unfinished end was left out, so check how the text ends now."),
    Flag.SENSE: tr("What comes next in your text follows less well from it."),
    Flag.NOT_LIVELIER: tr("Its glow would be no stronger than that of your passage."),
    Flag.NOTHING_BETTER: tr("Nothing better was found to add."),
    Flag.REPEATED: tr("It is the same text as an earlier attempt."),
}
"""What a flag of a rewrite means, for the card."""

READING = tr("Reading the passage…")
WRITING = tr("Writing…")
SEEKING = tr("Looking for something to add…")
RETRYING = tr("That attempt was not usable; trying once more…")
STOPPED = tr("Stopped. What was written so far is kept here; your text is untouched.")
STOPPED_EMPTY = tr("Stopped before a word was written; your text is untouched.")
NO_PROSE = tr(
    "The model wrote no usable prose in several tries. Your text is untouched; try again, or change the strength first."
)
NOTHING_NEW = tr(
    "Every try gave the same text as an attempt you already have. Your text is untouched; change the strength a "
    "little and try again."
)
NOTHING_BETTER = tr(
    "Nothing better was found for this passage. Your text is untouched; try again, choose more strength, or choose "
    "“Rewrite” for a new version of it."
)
EARLIER_KEPT = tr("Your earlier attempts are kept: step back to see them.")
FAILED_UNEXPECTEDLY = tr("The rewrite failed. Your text is untouched, and you can try again. The reason is in the log.")

EDITED_MEANWHILE = tr(
    "You have changed this passage since the rewrite began. “Changes” compares with your passage as it is now."
)
ADDITIONS_OF_EARLIER_TEXT = tr(
    "You have changed this passage since the additions were found. Replacing it brings the earlier text back, with the "
    "additions that you take; try again to find additions to the passage as it is now."
)
GONE_MEANWHILE = tr("This passage is no longer in your text. You can still insert the rewrite where the passage was.")

NOTHING_TO_REWRITE = tr("Put the cursor in a paragraph of prose, or select some text, to rewrite it.")
TOO_LITTLE = tr(
    "That is too little to rewrite: select at least a clause, or nothing at all to rewrite the paragraph at the cursor."
)
NO_GLOW_YET = tr("This paragraph has no glow yet.")
NOT_PROSE = tr("Headings, breaks and code have no glow.")
NO_PARAGRAPH = tr("Put the cursor in a paragraph to see what its glow is based on.")
GLOW_OFF = tr("The glow is switched off. Press F8 to show it.")
STALE_READING = tr("You have changed this paragraph; its glow will be updated.")
GLOW_DISMISSED = tr("You have hidden the glow of this paragraph. It comes back when you edit the paragraph.")
ADD_TIP = tr("Keeps all of your words, in their order, and adds to the plainest sentences (in English)")
ROUGH_BAND = tr("It is short, so its band is rough.")
DISMISS_GLOW = tr("No glow here until I edit it")
SHOW_GLOW_AGAIN = tr("Show its glow again")
NOTHING_TO_DISMISS = tr("Put the cursor in a paragraph of prose to hide its glow.")

NO_MODEL = tr("No model")
NO_MODEL_CHOSEN = tr("You write without a model (Model ▸ None), so there is no glow and nothing is rewritten.")
USE_MODEL_AGAIN = tr("Use a model again")
MODEL_STOPPED = tr("The model has stopped")
MODEL_STOPPED_NOTICE = tr(
    "The model’s process ended several times in a row, so it was not started again. Your text is safe, and everything "
    "that needs no model still works."
)
RESTART_MODEL = tr("Restart the model")
LOADING_MODEL = tr("Loading the model…")
CLOSE_TO_SAVED = tr("Saved")
RECOVERED = tr("Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it.")
JOURNAL_FAILED = tr(
    "Your unsaved text could not be copied to Inkglow’s recovery file, so a crash would lose it; the disk may be full. "
    "The text is still here: save it now."
)
UNEXPECTED = tr("Something went wrong inside Inkglow. Your text is safe. The details are in {log}.")

_GLOW_SHOWS = {
    "creativity": tr("what general readers tend to find vivid"),
    "imagery": tr("how close a paragraph comes to figurative, LLM-written prose"),
    "craft": tr("how close a paragraph comes to LLM-written prose after professional editing"),
}

_GLOW_FOLLOWS = {
    "creativity": (
        tr(
            "Each band holds about a fifth of published fiction. There it is lower the more people speak, and higher "
            "the more things are named; these two explain half of the differences."
        )
    ),
    "imagery": (
        tr(
            "Each band holds about a fifth of published fiction. There it is higher the more things are named, and "
            "lower the more people speak; these two explain almost half of the differences."
        )
    ),
}
"""What the glow goes with in published fiction, measured with the starter model (docs/evaluation.md)."""


def reading(done: int, total: int) -> str:
    """While paragraphs are being scored; a count where there is more than one to go."""
    return tr("reading… {done:,} of {total:,}").format(done=done, total=total) if total - done > 1 else tr("reading…")


def why_no_glow(non_prose: NonProse | None, *, is_speech: bool) -> str:
    """Why a paragraph that was read has no glow: what it is instead of prose, or that it is too short."""
    if non_prose is not None:
        return tr("This looks like {value}. Only prose has a glow.").format(value=worded(non_prose.value))
    if is_speech:
        return tr("A line of dialogue is too short for a glow.")
    return tr("This paragraph is too short for a glow.")


def what_the_glow_is(word: str, attribute: str) -> str:
    """The line below the legend: ``word`` is what the attribute's figures allow (:mod:`core.attribute.reliability`)."""
    shows = _GLOW_SHOWS.get(
        attribute, tr("how close a paragraph comes to “{attribute}”").format(attribute=attribute_name(attribute))
    )
    trusted = worded(word)
    said = tr(
        "{trusted}, computed from how a language model processes the words. It shows {shows}, not how good the writing "
        "is."
    ).format(trusted=trusted[:1].upper() + trusted[1:], shows=shows)
    return f"{said} {_GLOW_FOLLOWS[attribute]}" if attribute in _GLOW_FOLLOWS else said


def flag_sentences(flags: Iterable[str]) -> list[str]:
    """The flags as sentences; an unknown code is shown as it is rather than hidden."""
    return [FLAG_SENTENCES.get(flag, flag) for flag in flags]


def some_repeated(n_new: int, repeated: int) -> str:
    """Several attempts were requested at once, and some of them gave texts that already existed."""
    if repeated == 1:
        return tr("{n} new; 1 more was the same as one you have and was left out.").format(n=n_new)
    return tr("{n} new; {repeated} more were the same as others and were left out.").format(n=n_new, repeated=repeated)


def additions_counted(taken: int, of: int) -> str:
    """The Accept button’s word: some of the additions, or all of the rewrite."""
    return tr("Accept {taken} of {of}").format(taken=taken, of=of) if 0 < taken < of else tr("Accept")


def addition_tip(*, taken: bool) -> str:
    """What a click on an addition does."""
    return tr("Click to leave this out") if taken else tr("Click to take this")


def addition_described(text: str, *, number: int, of: int, taken: bool) -> str:
    """An addition for screen readers."""
    words = (
        tr("Addition {number} of {of}, taken: {text}") if taken else tr("Addition {number} of {of}, not taken: {text}")
    )
    return words.format(number=number, of=of, text=text.strip(" ,;"))


def band_of_additions(taken: int, of: int) -> str:
    """Says that the second band is for a text with all additions, where not all are taken."""
    if taken == of:
        return ""
    return tr("if taken") if of == 1 else tr("with all of them")


def some_without(n_new: int, without: int) -> str:
    """Several attempts were requested at once, and for some of them nothing was found to add."""
    return tr("{n_new} new; for {without} more nothing better was found.").format(n_new=n_new, without=without)


def for_next_attempt(words: str, lam_shown: float | None) -> str:
    """The options are no longer those of the attempt shown; ``lam_shown`` is its λ, if that differs."""
    if lam_shown is None:
        return tr("{words}, for the next attempt").format(words=words)
    return tr("{words}, for the next attempt (this one: {lam})").format(words=words, lam=_signed(lam_shown))


def anew_tip(*, small_model: bool) -> str:
    """What “Rewrite” does."""
    if small_model:
        return tr("Writes the passage anew. Experimental with a model as small as this one: check every word")
    return tr("Writes the passage anew")


def earlier_attempts(n: int) -> str:
    """Shown next to the arrows while no attempt is displayed but earlier ones exist."""
    return tr("{n} earlier", "attempts").format(n=n)


def why_no_model(reason: str) -> str:
    """Shown when a command needs a model and none is loaded."""
    return (
        tr("{reason} Everything else works without it.").format(reason=worded(reason))
        if reason
        else tr("The model is still loading. The rewrite begins when it is ready.")
    )


def what_the_colours_are(hide: str, why: str) -> str:
    """Shown once, with the sample chapter; ``hide`` and ``why`` are the keys that hide the glow and explain it."""
    return tr(
        "The colours show how vivid each paragraph reads compared with published fiction: no colour means "
        "plain, the strongest means vivid. They are a guide, not a grade. {hide} hides them; {why} explains "
        "the colour of the paragraph at the cursor."
    ).format(hide=hide, why=why)


MODELS_HERE = tr("On this machine")
MODELS_TO_DOWNLOAD = tr("To download")
MODELS_HINT = tr("or drop a GGUF here. The file stays where it is.")
SIZE_LATER = tr("the exact size and the checksum are fetched from Hugging Face when you click Download")
GATED = tr(
    "Before you download, accept the licence on that page and start Inkglow with your Hugging Face access token in the "
    "environment variable HF_TOKEN."
)
LEARNS_FIRST = tr(
    "Inkglow has to learn what is creative for this model. That happens once, on this machine: a provisional glow "
    "comes within minutes, the final one after hours. You can go on writing meanwhile."
)
DOWNLOAD_DISCARD = tr("Cancel")
SEVERAL_MORE = tr("Three more at once")
SEVERAL_SHORT = tr("{n} more", "attempts")
NOTHING_TO_LEARN = tr("There is nothing to learn: the model in use already has its attribute, or no model is loaded.")
PREVIEW_PASSAGE = (
    "It was raining when the train came in. Anna took her bag and went out of the station. Nobody was waiting for her, "
    "so she walked along the street and looked for a hotel."
)
PROVISIONAL = tr("provisional glow")
STILL_PROVISIONAL = tr("It is provisional so far: learned from a few short samples, and still being refined.")
LEARN_WHAT = tr(
    "Inkglow does not know yet how this model represents creative writing. To find out, it lets the model write {n} "
    "short stories twice, once creatively and once boringly; then it compares the model’s hidden states. A first, "
    "provisional glow comes from a few short openings."
)
LEARN_HOW = tr(
    "It happens on this machine, in the background. You can go on writing, pause it at any time, or close Inkglow: "
    "learning resumes where it stopped."
)
LEARN_MEASURING = tr("Measuring how long that would take here…")
LEARN_UNMEASURED = tr("How long it takes could not be measured.")
LEARNED = tr(
    "Learned, and in use from now on. These are its results on stories and passages that it was not learned from:"
)
LEARN_PREVIEW = tr("The same passage, rewritten at three strengths:")
BETTER_THAN_COUNTING = tr("That is better than counting words.")
NO_BETTER_THAN_COUNTING = tr("That is not clearly better than counting words.")


def duration(seconds: float) -> str:
    """A duration in rounded words."""
    minutes = seconds / 60
    if minutes < 1.5:
        return tr("about a minute")
    if minutes < 90:
        return tr("about {minutes} minutes").format(minutes=round(minutes / 5) * 5 if minutes > 20 else round(minutes))
    hours = round(minutes / 30) / 2
    return tr("about {hours} hours").format(hours=f"{hours:g}".replace(".5", "½"))


def learn_time(seconds: float | None, has_begun: bool) -> str:
    """How long learning would take on this machine."""
    if seconds is None:
        return LEARN_UNMEASURED
    if has_begun:
        return tr("On this machine it takes {duration}, less what is done already.").format(duration=duration(seconds))
    return tr("On this machine it takes {duration}.").format(duration=duration(seconds))


def learning_began(name: str, has_begun: bool) -> str:
    """Learning begins by itself, because a model is loaded that has no attribute."""
    if has_begun:
        return tr("Inkglow goes on learning what is creative for {name}. You can write meanwhile.").format(name=name)
    return tr(
        "Inkglow is learning what is creative for {name}. A first, provisional glow comes after a few short "
        "samples; it is refined in the background, and you can write meanwhile."
    ).format(name=name)


def provisional_glow(name: str) -> str:
    """The first glow of a model is there."""
    return tr(
        "This is a first, provisional glow by {name}, from a few short samples. Inkglow refines it in the "
        "background and then tells you how much has changed."
    ).format(name=name)


def refined_glow(changed: int, total: int, *, may_be_chance: bool) -> str:
    """The whole attribute has replaced the provisional one: of ``total`` paragraphs ``changed`` have another band."""
    caution = tr("Its colours may be chance: it does not tell this model’s own creative stories from its boring ones.")
    said = (
        tr("The glow is refined now: {changed:,} of {total:,} paragraphs have changed their colour.").format(
            changed=changed, total=total
        )
        if total
        else tr("The glow is refined now, and no longer provisional.")
    )
    return f"{said} {caution}" if may_be_chance else said


def creativity_is_imagery(name: str, has_begun: bool) -> str:
    """A model is loaded whose attribute was derived as *creativity* by an earlier version."""
    if has_begun:
        return tr("Inkglow has begun to learn creativity for {name} anew, and can resume where it was.").format(
            name=name
        )
    return tr(
        "What an earlier version learned as creativity for {name} rewards imagery more than readers do, and "
        "is called imagery now. Creativity can be learned anew."
    ).format(name=name)


def learned_figures(report: DerivationReport) -> tuple[str, ...]:
    """The validity figures in plain words, each next to the best trivial baseline; the conclusion comes last."""
    found = trust(report)
    if found.word == CHANCE:
        conclusion = tr("The glow is no guide yet. {why}").format(why=worded(found.why))
    else:
        conclusion = tr("Take the glow as {word}, not as a grade. {why}").format(
            word=worded(found.word), why=worded(found.why)
        )
    held = report.held_out
    if not isinstance(held, PromptsReport):
        return (conclusion,)
    samples, pairs = held.auroc_held_out_premises, held.pairs_accuracy
    counted_samples, counted_pairs = (
        max(figure.value for figure in baselines.values()) for baselines in (held.auroc_baselines, held.pairs_baselines)
    )
    better = pairs.low > counted_pairs and samples.value > counted_samples
    return (
        tr(
            "Of two stories that the model wrote, one creative and one boring, it picks the creative one {of_100} "
            "times in 100; guessing gives 50, counting words {of_100_plain}."
        ).format(of_100=_of_100(samples), of_100_plain=_of_100_plain(counted_samples)),
        tr(
            "Of two passages that say the same, one vivid and one plain, it picks the vivid one {of_100} times in "
            "100; counting words gives {of_100_plain}."
        ).format(of_100=_of_100(pairs), of_100_plain=_of_100_plain(counted_pairs)),
        BETTER_THAN_COUNTING if better else NO_BETTER_THAN_COUNTING,
        conclusion,
    )


def _of_100(figure: Figure) -> str:
    return tr("{value:.0f} ({low:.0f} to {high:.0f})").format(
        value=100 * figure.value, low=100 * figure.low, high=100 * figure.high
    )


def _of_100_plain(value: float) -> str:
    return f"{100 * value:.0f}"


def zone_words(zone: Zone, attribute: str, *, short: bool = False) -> str:
    """Name of a zone of λ: creativity has *plainer* and *vivid*, other attributes have *less* and *more*."""
    if attribute in ("", CREATIVITY) or zone not in (Zone.PLAINER, Zone.VIVID):
        return zone_word(zone)
    if short:
        return tr("less") if zone is Zone.PLAINER else tr("more")
    words = tr("less {attribute}") if zone is Zone.PLAINER else tr("more {attribute}")
    return words.format(attribute=attribute_name(attribute))


STRENGTH_CHANGES_LITTLE = tr("With this model, strength changes little.")
"""No strength was found to raise the score of what this way of rewriting gives."""


def strength_words(lam: float, zone: str, attribute: str = "") -> str:
    """“Strength 7.6 – vivid”."""
    if not attribute:
        return tr("Strength {lam} – {zone}").format(lam=_signed(lam), zone=zone)
    words = tr("Strength of {attribute} {lam} – {zone}")
    return words.format(attribute=attribute_name(attribute), lam=_signed(lam), zone=zone)


def no_strength(attribute: str) -> str:
    """Label of an attribute that could be blended in and is not."""
    return tr("Strength of {attribute}: none").format(attribute=attribute_name(attribute))


def lam_tip(lam: float, lam_max: float) -> str:
    """Tooltip for readers who know steering vectors: λ and its range."""
    words = tr("λ = {lam}, between {lowest} and {highest} for this model and attribute")
    return words.format(lam=_signed(lam), lowest=_signed(-lam_max), highest=_signed(lam_max))


def _signed(lam: float) -> str:
    return number(lam, ".1f").replace("-", "−")


_SHORT_NAME = 14
"""Characters of an attribute's name for which a line of the card has room."""


def blend_with(names: Sequence[str]) -> str:
    """Label of the card's foldable section with the other attributes; ``&`` marks its letter."""
    if len(names) == 1 and len(names[0]) <= _SHORT_NAME:
        return tr("&Blend in {attribute}").format(attribute=attribute_name(names[0]).replace("&", "&&"))
    return tr("&Blend in another")


def attribute_words(name: str) -> str:
    """An attribute in the menu, with its meaning where that is known."""
    return f"{attribute_name(name)} – {_ATTRIBUTES[name]}" if name in _ATTRIBUTES else name


_ATTRIBUTES = {
    "creativity": tr("vividness, as general readers see it"),
    "imagery": tr("figurative language, in the manner of language models"),
    "craft": tr("how professional editors revise LLM-written prose"),
}


def downloaded(title: str) -> str:
    """A model has been downloaded, and its checksum is the one that Hugging Face states."""
    return tr("{title} has been downloaded and checked.").format(title=title)


def model_gone(name: str) -> str:
    """The file of the model used last is missing."""
    return tr("The model used last ({name}) was not found where it was; the starter model is used instead.").format(
        name=name
    )


def kept_model(reason: str, name: str) -> str:
    """Another model was chosen and could not be used."""
    return tr("{reason} {name} stays in use.").format(reason=worded(reason), name=name)


def outside_change(name: str) -> str:
    """Another program wrote the file."""
    return tr("Another program has changed {name} since you opened it.").format(name=name)


def outside_change_unsaved(name: str) -> str:
    """Another program wrote the file, and there is unsaved text here."""
    return tr("{what} Your unsaved text is still here.").format(what=outside_change(name))


def reloaded_over(name: str) -> str:
    """The file was read again and has replaced unsaved text."""
    return tr(
        "{name} was read again. Undo brings your unsaved text back; it is also kept as a version (File ▸ Versions…)."
    ).format(name=name)


def differences_legend(name: str) -> str:
    """Above the differences between the text in the window and its file."""
    return tr(
        "Struck through: only in your text here. Underlined: only in {name} on disk. Neither text is changed."
    ).format(name=name)


def no_differences(name: str) -> str:
    """The text in the window equals the file."""
    return tr("Your text here and {name} on disk are the same, word for word.").format(name=name)


def saved_as_text(ending: str, name: str) -> str:
    """The writer chose a file ending of another format; the file was saved as plain text."""
    if ending.lower() in {each.value for each in Format}:
        return tr("File ▸ Export… writes {ending} files; your text is saved as {name}.").format(
            ending=ending, name=name
        )
    return tr("Inkglow writes plain text, not {ending} files: your text is saved as {name}.").format(
        ending=ending, name=name
    )


def found_unsaved(name: str) -> str:
    """A crash left unsaved text of a document other than the one being opened."""
    return tr("Unsaved text of {name} was found.").format(name=name)


def not_there_to_autosave(name: str) -> str:
    """The file of a document that is saved automatically is gone."""
    return tr(
        "{name} has been moved or deleted, so it was not saved automatically. File ▸ Save writes it again."
    ).format(name=name)
