"""What is hostile in any language, dressed as Vietnamese: markup, templates, queries, floods, broken text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

INVISIBLE = (
    *(
        "\x00",
        "\x01",
        "\x08",
        "\t",
        "\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x1a",
        "\x1b",
        "\x1f",
        "\x7f",
        "\x85",
        "\xa0",
        "\xad",
    ),
    *(
        "\u034f",
        "\u115f",
        "\u1680",
        "\u180e",
        "\u2003",
        "\u2009",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
    ),
    *(
        "\u2028",
        "\u2029",
        "\u202a",
        "\u202c",
        "\u202d",
        "\u202e",
        "\u202f",
        "\u2060",
        "\u2066",
        "\u2069",
        "\u3000",
    ),
    *("\u3164", "\ufe0f", "\ufeff", "\ufff9", "\ufffd", "\uffff", "\U000e0001", "\U000e0020", "\U0010ffff"),
)
SNIPPETS = {
    "script": "Tôi tên <script>alert('thử')</script> Mẫu",
    "script in capitals": "<SCRIPT SRC=//mau.invalid/x.js></SCRIPT>Nguyễn",
    "image handler": "Ảnh <img src=x onerror=alert(1)> của cháu",
    "svg handler": "<svg/onload=alert('Mẫu')>",
    "closes an attribute": 'Thôn Một" autofocus onfocus="alert(1)',
    "closes an attribute with one quote": "Thôn Một' onmouseover='alert(1)",
    "closes a text area": "</textarea><script>alert('bản')</script>",
    "closes a title": "</title><h1>Nộp thành công</h1>",
    "closes a select": "</option></select><b>xã Mẫu</b>",
    "javascript address": "javascript:alert('Mẫu')",
    "data address": "data:text/html,<b>Thử</b>",
    "iframe": "<iframe srcdoc='<b>giả</b>'></iframe>",
    "comment": "Xã <!-- mẫu --> Tập",
    "character references": "Nguy&#7877;n Th&#x1ECB; &amp; &lt;Mẫu&gt; &nbsp;",
    "null reference": "Mẫu &#0; &#xD800; &#1114112;",
    "CDATA": "<![CDATA[ Thử ]]>",
    "processing instruction": "<?php echo 'Mẫu'; ?>",
    "entity bomb": "<!DOCTYPE m [<!ENTITY a 'Mẫu'>]>&a;",
    "Django variable": "Xin chào {{ request.user }} ạ",
    "Django tag": "{% load static %}{% debug %} xã Mẫu",
    "Django comment": "{# Thử #} Mẫu",
    "Jinja": "{{ 7*7 }} {{ ''.__class__ }} Giàng",
    "unclosed tag": "{% if Mẫu",
    "template literal": "${7*7} xã ${Mẫu}",
    "percent format": "%s %d %n %(ten)s 100%",
    "brace format": "{0} {ten} {0.__class__} {{}} {",
    "SQL quote": "Giàng A Thử' OR '1'='1",
    "SQL drop": "Mẫu'); DROP TABLE hoso;--",
    "SQL union": "1 UNION SELECT mật khẩu FROM người_dùng",
    "SQL comment": "xã Mẫu -- hết",
    "LIKE wildcards": "%_%[a-z]\\%",
    "shell": "$(rm -rf mau) `thử` ; ls | cat && echo Mẫu",
    "path": "../../../../etc/passwd",
    "Windows path": "C:\\Hồ sơ\\Mẫu\\khai sinh.docx",
    "spreadsheet formula": '=HYPERLINK("http://mau.invalid","Bấm")',
    "spreadsheet plus": "+84000000012",
    "spreadsheet minus": "-1+1|cmd",
    "spreadsheet at": "@SUM(1+1)",
    "LDAP": "*)(ten=*))(|(ten=*",
    "XPath": "' or count(/*)=1 or '",
    "header": "Mẫu\r\nSet-Cookie: thu=1",
    "JSON": '{"ten": "Giàng A Thử", "so": null}',
    "broken JSON": '{"ten": "Giàng',
    "YAML": "!!python/object/apply:os.system ['true']",
    "deep brackets": "[" * 5000,
    "deep markup": "<b>" * 2000,
    "regular expression": "(a+)+$ Mẫu" + "a" * 40 + "!",
    "slow spaces": "Mẫu" + " " * 20000 + "x",
    "backslashes": "\\u0000 \\x00 \\n \\\\ Mẫu",
    "quotes": "“Mẫu” ‘thử’ «tập» „luyện” ＂xã＂",
    "ampersands": "Bình & Minh && con; a=1&b=2#c?d",
    "form body": "ho_ten_con=Mẫu&csrfmiddlewaretoken=x",
    "boundary": '--bien-gioi\r\nContent-Disposition: form-data; name="x"\r\n\r\n',
}
BROKEN = {
    "lone high surrogate": "Giàng \ud83d Thử",
    "lone low surrogate": "Giàng \ude00 Thử",
    "surrogates the wrong way round": "\ude00\ud83d",
    "only a lone surrogate": "\udcff",
    "non-characters": "\ufdd0\ufffe\uffff",
    "private use": "\ue000\uf8ff Mẫu",
    "unassigned": "\u0378 Mẫu",
    "NUL and a name": "Giàng\x00 A Thử",
    "many NUL": "\x00" * 50,
    "RTL override": "Giàng \u202eửhT A",
    "isolates left open": "\u2066\u2067\u2068Mẫu",
    "Arabic": "تجربة Mẫu",
    "Hebrew": "דוגמה",
    "tone first": "\u0301Giàng",
    "only combining marks": "\u0302\u0301\u0323",
    "two tones on one letter": "Thử\u0301\u0303",
    "tone of another script": "Tha\u0331\u05b0",
    "combining flood": "Th" + "\u0301\u0323\u0302" * 800 + "ử",
    "combining flood on each letter": "".join(char + "\u0307" * 60 for char in "Giàng A Thử"),
    "ligature that grows": "\ufdfa" * 200,
    "case that grows": "ŉǰΐΰßﬃ" * 50,
    "tag characters": "Mẫu\U000e0067\U000e007f",
    "variation selectors": "M\ufe00ẫ\ufe01u\U000e0100",
    "zero-width between all letters": "\u200b".join("Giàng A Thử"),
    "full-width letters": "Ｇｉａｎｇ　Ａ",
    "mathematical letters": "𝓖𝓲𝓪𝓷𝓰 𝔄",
    "look-alikes of another script": "Gіаng А Тhu",
    "interlinear": "\ufff9Mẫu\ufffaThử\ufffb",
}
EMOJI = {
    "emoji": "Cảm ơn cán bộ 😀👍",
    "flag": "Việt Nam 🇻🇳",
    "family": "Nhà có 👨‍👩‍👧‍👦",
    "skin tones": "✋🏽🤝🏿",
    "keycaps": "0️⃣0️⃣0️⃣",
    "half a flag": "🇻",
    "only emoji": "👵",
    "heart with selector": "❤️ cháu",
    "emoji flood": "🤦🏻‍♂️" * 300,
}


def hostile() -> Iterator[tuple[str, str]]:
    """Every hostile text with its name."""
    for section in (SNIPPETS, BROKEN, EMOJI):
        yield from section.items()
    yield from very_long()


def very_long() -> Iterator[tuple[str, str]]:
    """Texts about and past the usual limits, up to 100 kB: with spaces, without, marked, multi-byte."""
    yield "255 characters", "ẫ" * 255
    yield "256 characters", "ẫ" * 256
    yield "1,001 characters", "Mẫu " * 250 + "x"
    yield "65,536 characters", "ư" * 65536
    yield "100 kB of words", "Thôn Một, xã Mẫu. " * (100_000 // 24)
    yield "100 kB without a space", "a" * 100_000
    yield "100 kB in NFD", unicodedata.normalize("NFD", "ặ") * 20_000
    yield "100 kB of line breaks", "\r\n" * 50_000
    yield "100 kB of digits", "0" * 100_000
    yield "100 kB of four-byte letters", "𡨸" * 25_000
    yield "100 kB of less-than", "<" * 100_000
