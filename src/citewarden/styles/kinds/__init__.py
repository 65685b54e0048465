"""One kind of reference per file that a pattern knows better than the tagger: drug labels, trial registers, and so on.

A kind is a module with `SIGNS`, words in lower case one of which stands in every reference of the kind (() if there is
no such word), and `read(raw)`, which gives a `Known` or None. One that has `YIELDS` is asked last, and only where no
other kind knows the title or the type. A file laid here is found by its name.
"""
