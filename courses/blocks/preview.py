"""What the editor sees of a part before she puts it into a step: the part on an empty page of ours, with sample words.

A block names it as the `preview_template` of its Meta, beside a `preview_value`; a test holds all parts to that.
"""

PREVIEW = "courses/blocks/preview.html"
