"""What other programs put on the clipboard, written in their manner, and what should come of it."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import NamedTuple

from content.tests.pictures import paint


class Sample(NamedTuple):
    """HTML as it is pasted; the pieces that must be there afterwards; how many pictures are left out."""

    html: str
    pieces: tuple[str, ...]
    left_out: int = 0


WORD = Sample(
    """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>
@list l0 {mso-list-id:1; mso-list-type:hybrid;} @list l0:level1 {mso-level-number-format:decimal;}
@list l1 {mso-list-id:2;} @list l1:level1 {mso-level-number-format:bullet;}
p.MsoNormal{margin:0cm}</style></head><body lang=RU><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt;color:red'>Из Ворда</span></b><o:p></o:p></p>
<p class=MsoNormal onclick="steal()">и <a href="javascript:steal()">ссылка</a><script>steal()</script></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>меч<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>щит<o:p></o:p></p>
<!--EndFragment--></body></html>""",
    ("<strong>Из Ворда</strong>", "<ol><li>меч</li><li>щит</li></ol>"),
)
GOOGLE_DOCS = Sample(
    """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0d1f2a">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Когда играем</span></h2>
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr"
role="presentation">
<span style="font-weight:700">среда</span></p></li><li dir="ltr"><p dir="ltr"><span
style="font-style:italic">суббота</span>
</p></li></ul><p dir="ltr"><img src="https://lh7.googleusercontent.example/docsz/x1"
width="600" height="300"></p></b>""",
    ("<h2>Когда играем</h2>", "<li><strong>среда</strong></li>", "<li><i>суббота</i></li>"),
    left_out=1,
)
DISCORD = Sample(
    """<meta charset='utf-8'><h3 style="box-sizing:border-box;font-weight:600;color:#060607">Набор</h3><span
style="font-size:16px;background-color:rgb(255,255,255)">Ищем </span><strong
style="font-weight:600">хила</strong><span>
 </span><img class="emoji" alt="⚔️"
src="https://discord.example/assets/e.svg" draggable="false"><ul><li>голос</li></ul>""",
    ("<h3>Набор</h3>", "<strong>хила</strong>", "⚔️", "<li>голос</li>"),
)
FORUM = Sample(
    """<div class="post" id="p1" onmouseover="track()"><div class="quoteheader">Торвальд писал(а):</div>
<blockquote class="bbc"><div>Беру в рейд.</div></blockquote>Иду<img
class="smilie" src="/s/1.gif" alt=":)"><br>
<img src="https://forum.example/a.png"><a href="https://forum.example/b"><img src="//forum.example/b.jpg"></a>
<img width="1" height="1" src="https://counter.example/p.gif"><iframe src="https://evil.example/"></iframe></div>""",
    ("<blockquote><p>Беру в рейд.</p></blockquote>", "Иду:)"),
    left_out=2,
)
EMBEDDED = "data:image/png;base64," + b64encode(paint(size=(120, 90))).decode()
WITH_PICTURES = Sample(
    f'<p>Вот карта</p><p><img src="{EMBEDDED}"></p><p><img src="{EMBEDDED}"></p>', ("Вот карта",)
)
# None of it may stand in a tag.
DIRT = re.compile(r"<[^>]*(?:mso|style=|color|script|\son\w+=|o:p|guid|example|class=|dir=)", re.IGNORECASE)
