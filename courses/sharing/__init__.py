"""Sharing: link cards and covers for Zalo and Facebook; sheets, booklets and loudspeaker bulletins of a page."""
