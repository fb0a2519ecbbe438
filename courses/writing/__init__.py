"""Help while writing: words with markup, links, whether a text is easy to read, the walk through a first guide."""
