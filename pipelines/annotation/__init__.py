"""Text to annotated document: names, numbers, money, dates, who says it, who is meant. No fact is decided here.

annotator.py makes it, by one spaCy pipeline: candidates for names (candidates.py, out of gazetteers/ and
designations.py), the model on what the gate lets through (gate.py, model.py), names (names.py, with ambiguity.py and
class_nouns.py), quantities (quantities.py over numbers/, money/ and dates/, which read numerals/), and one list of
mentions (merge.py). packing.py makes bytes of the document, cache.py keeps them; stage.py is the way through a run.

reading.py is how the facts see it, with the tokens of parsed.py. What they ask of phrases is told here, too: whom they
stand for (parties.py: stated_parties.py by what they tell, references.py by what was told before), whose words they
are (attribution.py, statements.py, quotations.py) and what is denied (denials.py, retorts.py). The words of seeds/cues
come to every room through cues.py.
"""
