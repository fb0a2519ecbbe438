"""Finding: one search over lessons, guides, news and procedures, the same on every database.

`words` reads what was typed, `ranking` puts things in order (both pure); `library` holds what is for everybody,
`rows` keeps the words of pages fresh, `results` and `suggest` answer the views.
"""
