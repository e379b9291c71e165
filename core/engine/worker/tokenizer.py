"""A model's vocabulary through llama.cpp: text to token ids and back. Engine thread only.

It needs no weights: tests compare a model loaded with ``vocab_only`` with reference ids.
"""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Iterator, Sequence
from functools import cached_property

import llama_cpp

from core.engine.protocol import ChatMessage
from core.engine.worker.chat_formats import ChosenTemplate
from core.engine.worker.chat_template import PromptPiece
from core.errors import ModelProblem

_SPECIAL = llama_cpp.LLAMA_TOKEN_ATTR_CONTROL | llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED
_WHITE_SPACE = " \t\n\r\v\f"
"""White space that llama.cpp strips next to special tokens with such an attribute."""
_RESULTS_KEPT = 4


class Vocabulary:
    """Tokens of one model. ``bos`` is -1 where the vocabulary has none."""

    def __init__(self, handle: llama_cpp.llama_model_p) -> None:
        """``handle`` is a loaded model; it must outlive this object."""
        self._vocab = llama_cpp.llama_model_get_vocab(handle)
        self.n_vocab: int = llama_cpp.llama_vocab_n_tokens(self._vocab)
        self.bos: int = llama_cpp.llama_vocab_bos(self._vocab)
        self.bos_text = self._special_text(self.bos)
        self.eos_text = self._special_text(llama_cpp.llama_vocab_eos(self._vocab))
        self._tokens_of: dict[tuple[str, ...], list[int]] = {}

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Token ids of ``text`` alone: no BOS added; special tokens recognised only where asked for."""
        data = text.encode("utf-8", "surrogatepass")
        room = len(data) + 8
        for _ in range(2):
            tokens = (llama_cpp.llama_token * room)()
            count = llama_cpp.llama_tokenize(self._vocab, data, len(data), tokens, room, False, special)
            if count >= 0:
                return list(tokens[:count])
            room = -count
        raise ModelProblem("This model's tokenizer could not read the text.")

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """The bytes a token stands for (sometimes part of a character)."""
        room = 64
        while True:
            buffer = ctypes.create_string_buffer(room)
            count = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, room, 0, special)
            if count >= 0:
                return buffer.raw[:count]
            room = -count

    def ends_answer(self, token: int) -> bool:
        """Whether ``token`` ends the assistant's turn."""
        return bool(llama_cpp.llama_vocab_is_eog(self._vocab, token))

    def is_special(self, text: str) -> bool:
        """Whether ``text`` is one token of markup."""
        tokens = self.tokenize(text, special=True)
        return len(tokens) == 1 and bool(self._attributes(tokens[0]) & _SPECIAL)

    def tokens_of(self, refused: tuple[str, ...]) -> Sequence[int]:
        """Tokens that are one of the words ``refused``, or begin with one that ends in “*”; capitals do not matter.

        The last few results are kept, because the rows of a batch ask for the same ones.
        """
        if refused and refused not in self._tokens_of:
            whole = {word for word in refused if not word.endswith("*")}
            starts = tuple(word[:-1] for word in refused if word.endswith("*"))
            for oldest in list(self._tokens_of)[: 1 - _RESULTS_KEPT]:
                del self._tokens_of[oldest]
            self._tokens_of[refused] = [
                token for token, word in enumerate(self._words) if word in whole or word.startswith(starts)
            ]
        return self._tokens_of.get(refused, ())

    @cached_property
    def _words(self) -> list[str]:
        """Per token its text in small letters; empty unless a space begins it, since others may be inside a word."""
        texts = (self.piece(token).decode("utf-8", "replace") for token in range(self.n_vocab))
        return [text[1:].lower() if text.startswith(" ") else "" for text in texts]

    def with_one_bos(self, tokens: Sequence[int]) -> list[int]:
        """``tokens`` after exactly one BOS, so that the BOS and not the text becomes the attention sink."""
        if self.bos < 0 or (tokens and tokens[0] == self.bos):
            return list(tokens)
        return [self.bos, *tokens]

    def conversation(self, template: ChosenTemplate, messages: Sequence[ChatMessage], begun: str = "") -> list[int]:
        """Token ids of the conversation up to the assistant's answer, and of the start of that answer where given.

        These are llama.cpp's ids for the whole rendered prompt, with one difference: text in a message that looks like
        a control token is ordinary text. Raises ModelProblem where the template refuses the conversation.
        """
        pieces = template.render(messages, bos=self.bos_text, eos=self.eos_text)
        if begun:
            pieces = (*pieces, PromptPiece(begun, markup=False))
        tokens: list[int] = []
        run, stripped = "", False
        for text, mark in self._parts(pieces):
            if mark is None:
                run += text
                continue
            attributes = self._attributes(mark)
            if attributes & llama_cpp.LLAMA_TOKEN_ATTR_LSTRIP:
                run = run.rstrip(_WHITE_SPACE)
            tokens += [*self.tokenize(run.lstrip(_WHITE_SPACE) if stripped else run), mark]
            run, stripped = "", bool(attributes & llama_cpp.LLAMA_TOKEN_ATTR_RSTRIP)
        return self.with_one_bos([*tokens, *self.tokenize(run.lstrip(_WHITE_SPACE) if stripped else run)])

    def token_spans(self, text: str, tokens: Sequence[int]) -> list[tuple[int, int]]:
        """Code-point range of each token of ``text``; a token that is part of a character gets the whole character."""
        pieces = [self.piece(token) for token in tokens]
        # SentencePiece vocabularies put a space before the first word that is not in the text.
        done = -1 if pieces and pieces[0].startswith(b" ") and not text.startswith(" ") else 0
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        spans: list[tuple[int, int]] = []
        for piece in pieces:
            continues = bool(decoder.getstate()[0])
            start = done
            done += len(decoder.decode(piece))
            unfinished = bool(decoder.getstate()[0])
            end = max(done + unfinished, start + continues)
            spans.append((max(0, start), min(len(text), max(0, end))))
        return spans

    def _parts(self, pieces: Sequence[PromptPiece]) -> Iterator[tuple[str, int | None]]:
        """The prompt as ``(text, None)`` for ordinary text and ``("", token)`` for special tokens of the markup."""
        for piece in pieces:
            at = 0
            for token in self.tokenize(piece.text, special=True) if piece.markup else ():
                if self._attributes(token) & _SPECIAL:
                    mark = self._special_text(token)
                    found = piece.text.index(mark, at)
                    yield piece.text[at:found], None
                    yield "", token
                    at = found + len(mark)
            yield piece.text[at:], None

    def _attributes(self, token: int) -> int:
        return int(llama_cpp.llama_vocab_get_attr(self._vocab, token))

    def _special_text(self, token: int) -> str:
        return self.piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""
