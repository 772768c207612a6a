"""The language model and what it reads, in plain Python.

gate.py chooses the sentences that the model is given, model.py has them parsed (plural_names.py has "F-16s" read as a
noun; word_forms.py and verb_lemmas.py give the lemmas), packing.py makes bytes of the result and back, and parsed.py is
what is read from then on, token by token (parsed_token.py). layout.py puts right what the parser makes of lines and
lists, lost_subjects.py, lost_objects.py and lost_conjuncts.py what it hangs elsewhere than it belongs.
"""
