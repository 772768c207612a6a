"""Text to annotated document: names, numbers, money, dates, who says it, who is meant. No fact is decided here.

annotator.py makes it, by one spaCy pipeline: candidates for names, the model on what the gate lets through
(language/), names and at last one list of mentions (mentions/, out of gazetteers/), and quantities (quantities.py
over numbers/, money/ and dates/, which read numerals/). derivation.py and stage.py are the way through a run,
workers.py the processes that share the work, cache.py keeps what was annotated.

reading.py is how the facts see it. What they ask of phrases is told here, too: whom they stand for (parties/ by what
they tell, coreference/ by what was told before), whose words they are and what is denied (speech/). The words of
seeds/cues come to every room through cues.py. repetition.py tells an article that only repeats another one.
"""
