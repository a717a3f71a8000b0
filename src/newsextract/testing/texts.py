"""Texts that an extractor must be able to take."""

from __future__ import annotations

NEWS = (
    "Regulator fines Acme\n\nBy Jane Roe\n\nLONDON, May 24 (Reuters) - The Financial Conduct Authority "
    "fined Acme Holdings Ltd £2.5 million ($3.1 million) on Tuesday.\n\n“We will appeal,” said chief "
    "executive John Smith, who was appointed in March 2023. The company bought Umbrella Foods for between "
    "$4 billion and $5 billion last year.\n"
)
"""A short article with something for every layer."""

ODD_TEXTS: dict[str, str] = {
    "empty": "",
    "white space": " \n\t\r\n\u2028\u00a0",
    "one word": "Acme",
    "one letter": "A",
    "marks only": "“”\"'().,:;–—…$€%",
    "NUL and other control characters": "Acme\x00 paid\x07 $3\x1b million.\x7f",
    "astral, joined and right-to-left characters": "👩‍👩‍👧 paid \u202e$3\u202c to İstanbul ﬁrm 𝐀𝐜𝐦𝐞 e\u0301.",
    "Windows line ends": NEWS.replace("\n", "\r\n"),
    "old Mac line ends": NEWS.replace("\n", "\r"),
    "capitals": NEWS.upper(),
    "small letters": NEWS.lower(),
    "no line ends": NEWS.replace("\n", " "),
    "a line end after every word": NEWS.replace(" ", "\n"),
    "cut off in the middle": NEWS[: len(NEWS) // 2],
    "open quotation marks": NEWS.replace("”", ""),
    "German": "Die Börsenaufsicht verhängte am Dienstag eine Geldbuße von 2,5 Mio. Euro gegen die Acme AG.",
    "Chinese": "市场监管总局周二对阿里巴巴处以182.28亿元罚款。",
    "Arabic": "فرضت الهيئة غرامة قدرها 3 ملايين دولار يوم الثلاثاء.",
    "one word without end": "a" * 50_000,
    "one digit without end": "9" * 20_000,
    "one sentence without end": "Acme paid $3 million to Jane Roe on Monday and " * 150,
    "many lines": "Acme paid $3 million.\n" * 150,
    "open brackets": "(" * 5_000,
}
"""What newsrooms, web pages and chance hand over, by what it is; none may raise."""
