"""Pictures small enough for a slow line: webp, and 30 KB at most (docs/contributing.md, "Budgets")."""

from media.models import Picture, PictureRendition

MOST_BYTES = 30_000
# From the best to the smallest; the first that is small enough is shown. Sizes in pixels, quality in percent.
SPECS = (
    "max-720x720|format-webp|webpquality-70",
    "max-640x640|format-webp|webpquality-45",
    "max-480x480|format-webp|webpquality-30",
    "max-360x360|format-webp|webpquality-20",
)


def light_rendition(image: Picture) -> PictureRendition:
    """``image`` in the best of SPECS that weighs at most MOST_BYTES, or in the last of them.

    Renditions are made once and kept. Raises SourceImageIOError when the uploaded file is gone.
    """
    rendition: PictureRendition
    for spec in SPECS:
        rendition = image.get_rendition(spec)
        if rendition.file.size <= MOST_BYTES:
            break
    return rendition
