"""Words by which documents name their own parts, as data: one row for each part, in the languages in
which such words are known here. Adding a language means adding words to rows; no rule changes.

Entries are compared after `fold` (case, outer punctuation and numbering gone). Sources: the headings
of style guides and national standards (Chicago 18 ch. 1, ISO 1086, ГОСТ Р 7.0.4, Duden), and the
phrases that web pages print around an article.
"""

from __future__ import annotations

import re
import unicodedata

#: Headings, complete.
HEADINGS: dict[str, frozenset[str]] = {
    part: frozenset(words.split("|"))
    for part, words in {
        "contents": "contents|table of contents|in this issue|list of contents|inhalt|inhaltsverzeichnis|"
        "inhaltsübersicht|sommaire|table des matières|índice|indice|índice general|contenido|sumario|sumário|"
        "sommario|inhoud|inhoudsopgave|содержание|оглавление|зміст|içindekiler|mündəricat|içindəkilər|"
        "spis treści|obsah|תוכן|תוכן העניינים|المحتويات|فهرس|目次|目录|list of figures|list of tables|"
        "contents page|abbildungsverzeichnis|tabellenverzeichnis",
        "notes": "notes|note|endnotes|end notes|footnotes|notes and references|references and notes|"
        "anmerkungen|fußnoten|fussnoten|endnoten|notes de bas de page|notes et références|notas|"
        "notas al pie|notas finais|notas y referencias|noten|eindnoten|voetnoten|примечания|примечание|"
        "сноски|ссылки|примітки|notlar|dipnotlar|sonnotlar|qeydlər|sitatlar və qeydlər|przypisy|"
        "poznámky|یادداشت‌ها|پی‌نوشت‌ها|پی‌نوشت|پانوشت‌ها|הערות|הערות שוליים|الهوامش|注|脚注|notes to the text|note al testo|"
        "istinadlar və qeydlər",
        "references": "references|bibliography|works cited|literature|literature cited|sources|"
        "select bibliography|selected bibliography|literatur|literaturverzeichnis|quellen|"
        "quellenverzeichnis|bibliographie|références|références bibliographiques|bibliografía|"
        "referencias|referencias bibliográficas|bibliografia|referências|riferimenti bibliografici|"
        "literatuur|литература|список литературы|библиография|источники|kaynakça|kaynaklar|"
        "ədəbiyyat|ədəbiyyat siyahısı|mənbələr|یادداشت‌ها و منابع|ביבליוגרפיה|מקורות|المراجع|bibliografie",
        "abstract": "abstract|summary|executive summary|synopsis|précis|zusammenfassung|kurzfassung|"
        "abstrakt|résumé|resumen|resumen ejecutivo|resumo|sommario esecutivo|riassunto|samenvatting|"
        "аннотация|резюме|реферат|анотація|özet|öz|yönetici özeti|xülasə|annotasiya|streszczenie|"
        "abstrakti|תקציר|الملخص|ملخص|key points|key takeaways|takeaways|in brief|main points|main findings|key findings|highlights|at a glance|key messages",
        "foreword": "foreword|preface|introduction|prologue|acknowledgements|acknowledgments|"
        "vorwort|einleitung|einführung|avant-propos|préface|introduction générale|prólogo|prefacio|"
        "introducción|prefácio|introdução|prefazione|introduzione|inleiding|voorwoord|предисловие|"
        "введение|вступление|вступ|önsöz|giriş|ön söz|wstęp|úvod|הקדמה|מבוא|مقدمة|background|overview",
        "conclusion": "conclusion|conclusions|concluding remarks|epilogue|afterword|outlook|fazit|"
        "schluss|schlussfolgerungen|schlussfolgerung|conclusions et perspectives|conclusión|conclusiones|"
        "conclusão|conclusione|conclusioni|conclusie|заключение|выводы|висновки|sonuç|nəticə|wnioski|"
        "závěr|סיכום|מסקנות|خاتمة|recommendations|policy recommendations|discussion|results|methods|"
        "methodology|literature review|materials and methods|findings",
        "board": "editorial board|advisory board|international advisory board|academic advisory board|"
        "international academic advisory board|board of directors|board of trustees|board of advisors|"
        "board of advisers|editorial team|editorial staff|editorial council|editorial committee|"
        "scientific committee|scientific board|research staff|staff|masthead|editors|editor-in-chief|"
        "editor in chief|contributors|trustees|directors|redaktion|redaktionskollegium|herausgeber|"
        "beirat|wissenschaftlicher beirat|comité de rédaction|comité scientifique|comité éditorial|"
        "consejo editorial|comité editorial|consejo de redacción|conselho editorial|comitato scientifico|"
        "comitato di redazione|редакция|редакционная коллегия|редколлегия|редакционный совет|"
        "редакційна колегія|yayın kurulu|danışma kurulu|redaksiya heyəti|redaksiya şurası|"
        "מערכת|חברי המערכת|هيئة التحرير",
        "colophon": "colophon|imprint|impressum|copyright|copyright notice|imprimatur|credits|"
        "publication details|publication information|выходные данные|künye|mentions légales|créditos|"
        "about this publication|disclaimer|legal notice|suggested citation|about this series|"
        "about this report|how to cite",
        "publications": "publications|recent publications|other publications|further publications|"
        "previous publications|our publications|other titles|other titles in this series|"
        "also in this series|also by the author|in this series|previous issues|recent issues|"
        "also available|latest publications|selected publications|publications list|"
        "forthcoming|by the same author|books by the same author|new titles|back issues|weitere veröffentlichungen|veröffentlichungen|"
        "bisher erschienen|in dieser reihe|dernières publications|publications récentes|"
        "dans la même collection|du même auteur|otras publicaciones|publicaciones recientes|"
        "другие публикации|наши издания|последние публикации|yayınlarımız|diğer yayınlar|nəşrlər",
        "author": "about the author|about the authors|about the contributors|the author|the authors|"
        "author biography|author bio|biographical note|author|über den autor|über die autorin|"
        "über die autoren|zum autor|zur autorin|zur person|à propos de l'auteur|l'auteur|"
        "les auteurs|sobre el autor|sobre la autora|sobre o autor|sull'autore|l'autore|"
        "over de auteur|об авторе|об авторах|сведения об авторе|сведения об авторах|про автора|"
        "yazar hakkında|müəllif haqqında|o autorze|על המחבר|عن الكاتب|note on the author",
        "about-publisher": "about us|about the center|about the centre|about the institute|"
        "about the foundation|about the journal|about the series|about the publisher|über uns|"
        "à propos|о нас|о журнале|о центре|haqqımızda|hakkımızda|who we are|our mission|mission statement",
        "interface": "further reading|related articles|related stories|related content|related posts|"
        "related|read more|more from|more on this story|more on this topic|most read|most popular|"
        "trending|trending now|recommended|recommended for you|you may also like|you might also like|"
        "latest news|latest articles|popular|share|share this|share this article|share this story|"
        "follow us|follow|subscribe|newsletter|sign up|comments|leave a comment|leave a reply|"
        "advertisement|sponsored|tags|topics|weiterlesen|mehr zum thema|das könnte sie auch interessieren|"
        "teilen|kommentare|anzeige|à lire aussi|lire aussi|partager|commentaires|publicité|"
        "lea también|más noticias|compartir|comentarios|publicidad|te puede interesar|leia também|"
        "leggi anche|condividi|commenti|читайте также|читать также|по теме|поделиться|комментарии|"
        "реклама|подписаться|ilgili haberler|paylaş|yorumlar|həmçinin oxuyun|oxşar xəbərlər|"
        "bölüş|şərhlər|previous article|next article|previous|next|print|email|top stories|"
        "don't miss|editor's picks|see also|home|menu|search|navigation|skip to content|log in|login",
    }.items()
}

#: Openings of a publications heading or of other back matter, when the heading says more.
PUBLICATION_WORDS = re.compile(
    r"(?i)\b(?:(?:recent|other|latest|further|previous|selected|new|forthcoming)\b.{0,60}\b"
    r"(?:publications?|titles|issues|papers|reports|books|working papers)|"
    r"(?:publications|titles|books) (?:by|from|of)\b|in this series|also by )"
)

#: A line of interface text of a web page, whole line.
INTERFACE = [
    r"(?:today|yesterday|heute|gestern|aujourd'hui|hier|hoy|ayer|hoje|oggi|ieri|сегодня|вчера|bugün|dün|dünən)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?)?",
    r"\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago",
    r"(?:share|tweet|print|email|e-mail|save|like|follow|bookmark|copy link|whatsapp|facebook|twitter|x|"
    r"linkedin|telegram|pinterest|reddit|instagram|youtube|pocket|flipboard)"
    r"(?:(?: this| on| via| by| to| with| article| story| page| post| us|[ ,/|·•]+|facebook|twitter|x|"
    r"linkedin|telegram|whatsapp|e-?mail|print|pinterest|reddit|instagram|pocket|copy link|share|tweet|save))*",
    r"(?:share|compartir|teilen|partager|condividi(?:re)?|compartilhar|поделиться|paylaş\w*|bölüş\w*|enviar por correo|"
    r"seguir|suivre|folgen)\b(?:[ :].{0,110})?",
    r"(?:share|follow)(?: us| this)?(?: article| story| page| post)?(?: on| via|:).{0,80}",
    r"(?:subscribe|sign up|sign in|log in|register|join|become a member|support us|donate)\b.{0,160}",
    r"(?:read more|read also|read next|see also|also read|more on|related|recommended|continue reading|"
    r"read the full (?:story|article)|click here|view (?:all )?comments?|show comments?|load more|"
    r"lesen sie auch|mehr dazu|à lire aussi|lire aussi|lea también|leia também|leggi anche|"
    r"читайте также|читать далее|ilgili haber|devamını oku|həmçinin oxuyun|ətraflı oxu)(?:\b|:).{0,200}",
    r"\d* ?(?:comments?|shares?|views?|likes?|kommentare|commentaires|comentarios|комментари\w+|просмотр\w+|"
    r"yorum|baxış)(?: ?[:(]? ?[\d,. ]+[kKmM]?\)?)?",
    r"(?:views?|reads?|shares?|просмотров|görüntülenme|baxış sayı)\s*:?\s*[\d,. ]+[kKmM]?",
    r"(?:\d+ ?(?:min(?:ute)?s?)[ -](?:read|lesezeit))|(?:(?:reading time|lesezeit|temps de lecture|"
    r"tiempo de lectura|время чтения|okuma süresi)\s*:?\s*\d+.{0,12})",
    r"(?:advertisement|sponsored(?: content)?|advertorial|anzeige|werbung|publicité|publicidad|реклама|reklam)",
    r"(?:skip to (?:main )?content|back to top|nach oben|наверх|yukarı|home|menu|search|close|open menu)",
    r"(?:home|startseite|accueil|inicio|главная|ana sayfa|ana səhifə)(?: ?[>›»/|] ?[^>›»/|]{1,40})+",
    r"(?:tags?|topics?|schlagwörter|mots[- ]clés|etiquetas|теги|etiketler|teqlər)\s*:.{0,300}",
    r"(?:filed under|posted in|categories|category)\s*:?.{0,160}",
    r"(?:we use cookies|this (?:web)?site uses cookies|accept (?:all )?cookies|cookie (?:policy|settings)|"
    r"privacy policy|terms of (?:use|service)).{0,300}",
    r"(?:this page (?:was|is|has)|best viewed|last (?:updated|modified|changed)|you are visitor).{0,160}",
    r"(?:please )?(?:enable javascript|like us|follow us|join us|rate this|was this helpful).{0,200}",
    r"(?:.{0,60} )?(?:privacy policy|terms of (?:use|service)|cookie (?:policy|settings)|recaptcha)\b.{0,120}",
    r"(?:get|receive) (?:our|the) (?:best|latest|daily|weekly|free).{0,200}",
    r"(?:listen to (?:this )?(?:article|story)|audio|watch|video|play|gallery|photo gallery)(?: ?[:|].{0,80})?",
]
INTERFACE_LINE = re.compile("(?:" + "|".join(INTERFACE) + ")$", re.IGNORECASE)

DISCLAIMER = re.compile(
    r"(?i)^\W*(?:disclaimer|haftungsausschluss|avertissement|aviso legal|отказ от ответственности|"
    r"sorumluluk reddi)\b\s*[:：.–—-]"
)
PROVENANCE = re.compile(
    r"(?i)^\W*(?:original source|source url|originally published(?: (?:at|by|in|on))?|"
    r"first published (?:at|in|by|on)|this (?:article|piece|essay|post) (?:was )?(?:first|originally) (?:appeared|"
    r"published|posted)|(?:article )?source|retrieved from|permalink|short ?url|url|link|quelle|originalquelle|"
    r"source originale|fuente|fuente original|fonte|источник|первоисточник|kaynak|mənbə)\b\s*[:：]?\s+.{0,120}"
    r"(?:https?://|www\.)\S+\s*$"
)
BYLINE_OPENING = re.compile(
    r"(?i)^\W*(?:by|author|authors|reviewed by|edited by|نوشتهٔ?|به قلم|بقلم|interview by|interviewed by|an interview by|written by|words by|text by|story by|report by|reported by|posted by|von|"
    r"autor|autorin|autoren|text|par|auteur|auteurs|por|autora|autores|di|autore|door|автор|авторы|текст|"
    r"yazan|yazar|müəllif|מאת|بقلم|תחקיר)(?:\b|(?<=ٔ))\s*[:：]?\s+(?=\S)"
)
TRANSLATOR = re.compile(
    r"(?i)^\W*(?:translated (?:from .{1,40} )?by|translation(?: by)?|translator|übersetzt von|aus dem .{1,40} von|"
    r"traduit (?:de .{1,40} )?par|traducción de|traducido por|перевод(?:чик)?|çeviren|tərcümə edən)\b\s*[:：]?\s+"
)
CAPTION = re.compile(
    r"(?i)^\W*(?:(?:fig(?:ure)?|photo(?:graph)?|image|picture|map|chart|graph|plate|illustration|"
    r"abb(?:ildung)?|tab(?:le|elle|leau|la|lo)?|box|exhibit|karte|grafik|carte|graphique|"
    r"gráfico|figura|cuadro|imagen|foto|рис(?:унок)?|табл(?:ица)?|карта|фото|график|"
    r"şekil|tablo|resim|şəkil|cədvəl|harita|xəritə|diyagram|diagram(?:m)?|diagramm)(?:\.|\b)"
    r"\s*(?:[A-Z]?[\d]+(?:[.\-–]\d+)*[a-z]?\b\s*[.:：–—-]?|[:：])|(?:source|quelle|fuente|fonte|источник|kaynak|mənbə|bron)\s*:\s*\S)"
)
CREDIT = re.compile(
    r"(?i)^\W*(?:fotos|bilder|photo(?:s|graph|graphs|graphy)?(?: credit)?|image(?: credit)?|picture|credit|"
    r"photo by|foto|bild|crédit(?: photo)?|crédito|фото|fotoğraf)\s*(?::|by\b|©)"
)
PHOTO_END = re.compile(
    r"(?i:(?:\bphoto(?:graph)?\.?|\(?(?:photo(?:graph)?|image|foto|фото)(?: (?:by|credit|courtesy)|\s*:).{0,60}\)?|"
    r"(?:REUTERS|AFP|AP|Getty Images|EPA|TASS|DPA)(?:/[\w .'-]{1,40})?\.?\)?)$)|\s/\s(?:[A-ZÀ-Þ][\w.’'-]*\s?){1,4}$"
)
LABEL_LINE = re.compile(
    r"(?i)^\W*(?:key ?words|keywords and phrases|index terms|general terms|subject headings|jel(?: classification| codes?)?|schlüsselwörter|schlagwörter|"
    r"mots[- ]clés|palabras clave|palavras-chave|parole chiave|ключевые слова|ключові слова|"
    r"anahtar (?:kelimeler|sözcükler)|açar sözlər|słowa kluczowe|מילות מפתח|الكلمات المفتاحية)\s*[:：.—–-]"
)
COLOPHON_LINE = re.compile(
    r"(?i)(?:©|\(c\) ?(?:19|20)\d\d|(?:^|\()\W*copyright\b|\bcopyright\s*(?:©|\(c\)|\d{4})|\ball rights reserved\b|\be?-?issn\b|\bisbn\b|"
    r"\bdoi\s*[:：]|doi\.org/|\btel(?:ephone|efon)?\s*[.:：]|\bphone\s*:|\bfax\s*[.:：]|\bp\.? ?o\.? box\b|"
    r"\be-?mail\s*[:：]|\bwww\.\S+\.\S+|^\S*https?://\S+$|^\S+@\S+\.\w+$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?$|^\W*printed (?:in|by)\b|"
    r"^\W*published (?:by|in)\b|\bcover (?:picture|photo|image|design|illustration|art)\b|"
    r"\blayout(?: and design)?\s*:|\btypeset\b|\bdesign(?:ed)?(?: by|\s*:)|"
    r"\breceived\s*:?\s.{4,40}accepted\b|^\W*(?:recibido|aceptado|eingegangen|reçu|accepté|поступила|ricevuto|recebido)\b.{0,60}\d{4}|^(?:received|accepted|revised|submitted|published online)\s*:?\s+.{0,20}\d{4}|"
    r"\bудк\b|\bббк\b|\bгрнти\b|\bподписано в печать\b|\bтираж\b|\bhrsg\.|\bherausgegeben\b|\bverlag\b|"
    r"\bdruck\s*:|\bimpressum\b|\bdépôt légal\b|\bdepósito legal\b|\bno part of this (?:publication|book|report)|"
    r"\bcreative commons\b|\bcc[ -]by\b|\bsuggested citation\b|\brecommended citation\b|\bto cite this\b|"
    r"\bcorresponding author\b|\bcite as\b|\bfirst published\b|\bcatalogu?ing[- ]in[- ]publication)"
)
VOLUME_LINE = re.compile(
    r"(?i)(?:\bvol(?:ume|\.)?\s*[.:]?\s*[\dIVXLC]+|\b(?:no|nr|issue|number|heft|ausgabe|numéro|número|núm|"
    r"номер|вып(?:уск)?|том|sayı|cilt|cild|say|n°|№|גיליון|כרך|עלון)\s*[.:°]?\s*\d+|\bjahrgang\s*\d+|\d+\.\s*jahrgang|№\s*\d+)"
)
SAYING = re.compile(
    r"(?i)\b(?:put|puts|write|writes|wrote|written|state|states|stated|say|says|said|saying|conclude|concludes|"
    r"concluded|concluding|argue|argues|argued|note|notes|noted|observe|observes|observed|comment|comments|"
    r"commented|declare|declares|declared|remark|remarks|remarked|indicate|indicates|indicated|read|reads|"
    r"explain|explains|explained|announce|announces|announced|add|adds|added|warn|warns|warned|emphasi[sz]ed?|"
    r"emphasi[sz]es|stress|stresses|stressed|recall|recalls|recalled|describe|describes|described|report|"
    r"reports|reported|claim|claims|claimed|insist|insists|insisted|assert|asserts|asserted|testif(?:y|ies|ied)|"
    r"summari[sz]e[sd]?|quote|quotes|quoted|tell|tells|told|ask|asks|asked|reply|replies|replied|answer(?:s|ed)?|"
    r"propose[sd]?|provide[sd]?|stipulate[sd]?|specif(?:y|ies|ied)|follows?|following|thus|"
    r"schreibt|schrieb|sagte|sagt|erklärte|erklärt|formulierte|betonte|bemerkte|heißt es|meinte|"
    r"écrit|écrivait|écrivit|dit|disait|déclare|déclarait|déclaré|affirme|affirmait|note|notait|conclut|"
    r"escribe|escribió|dice|dijo|afirma|afirmó|declaró|señala|señaló|concluye|concluyó|"
    r"scrive|scrisse|dice|disse|afferma|affermò|escreve|escreveu|disse|afirmou|"
    r"писал\w*|пишет|сказал\w*|говорит|говорил\w*|заявил\w*|отметил\w*|отмечает|подчеркнул\w*|утверждает|"
    r"yazdı|yazıyor|söyledi|dedi|belirtti|vurguladı|ifade etti|yazır|yazmışdı|bildirdi|qeyd etdi|vurğuladı|"
    r"כתב|כתבה|אמר|אמרה|טען|טענה|ציין)\b"
)

RUBRIC = re.compile(
    r"(?i)^\W*(?:opinion|analysis|commentary|comment|interview|report|policy (?:brief|paper|note|memo|report|study)|"
    r"discussion paper|technical (?:note|report|paper)|issue brief|background (?:note|paper)|strategy paper|"
    r"working paper|research (?:paper|report|article|note)|article|articles|essay|feature|features|"
    r"editorial|news|review|book review|briefing|case study|special report|white paper|occasional paper|"
    r"kommentar|analyse|meinung|интервью|мнение|аналитика|статья|статьи|новости)\W*"
    r"(?:(?:(?:no|nr|n°|№)\.?\s*)?\d+(?:[/–-]\d+)?.{0,30})?$"
)

#: Where and when a text was delivered.
OCCASION = re.compile(
    r"(?i)^\W*(?:read (?:before|at|to)|delivered (?:at|to|before|in)|presented (?:at|to)|(?:a )?(?:lecture|speech|paper|"
    r"address|talk|sermon) (?:given|delivered|read|presented)|vortrag|rede|discours prononcé|conférence|"
    r"discurso|conferencia|доклад|речь|additional reporting by|reporting by|edited by|illustrat(?:ed|ions) by|"
    r"photographs? by)\b"
)

#: A line that sends the reader to another page, or says that the message goes on.
JUMP_LINE = re.compile(
    r"(?i)\W*(?:(?:continued|cont(?:['’]?d|inues)|turn|see|go) (?:on|from|to|over)(?: (?:next )?(?:page|p\.))?\s*\w{0,4}|from page \w{1,4}|"
    r"(?:more|more follows|continues overleaf)|fortsetzung (?:auf|von|nächste|siehe)? ?(?:seite)?\s*\d{0,4}|suite (?:à la|en|page).{0,12}|"
    r"suite de la page \d+|(?:viene|continúa|sigue|pasa) (?:de|en|a) la página \d+|продолжение (?:на|со?) (?:с|стр)\.? ?\d+|"
    r"(?:окончание|начало) на (?:с|стр)\.? ?\d+|devamı \d*\.? ?sayfa.{0,10}|ardı \d* ?səhifə.{0,8})\W*$"
)

#: A heading that numbers a part: «Chapter II», «Глава первая».
CHAPTER = re.compile(
    r"(?i)^\W*(?:chapter|part|book|section|act|scene|kapitel|teil|chapitre|capítulo|глава|часть|книга|bölüm|"
    r"fəsil|appendix|annex|letter|canto)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|first|second|third|eins|zwei|drei|erste[rs]?|zweite[rs]?|un|deux|première?|первая|вторая|"
    r"третья)\b"
)

_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part|appendix|kapitel|teil|chapitre|глава|часть|bölüm|fəsil)\s+)?"
    r"(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]\s+|^\d+(?:\.\d+)*\s+"
)


def fold(text: str) -> str:
    """Case, outer punctuation, numbering and runs of white space gone: for comparison with rows."""
    text = unicodedata.normalize("NFC", text).replace("İ", "i").casefold().replace("’", "'")
    text = " ".join(text.split()).strip(' .:;,*_#-–—•·|[]()"“”«»')
    return _NUMBERING.sub("", text)


def names(part: str, text: str) -> bool:
    """Whether `text` is one of the headings that name `part`."""
    return len(text) < 80 and fold(text) in HEADINGS[part]


def part_of(text: str) -> str | None:
    """The part that the heading `text` names, or None."""
    if len(text) >= 80:
        return None
    folded = fold(text)
    return next((part for part, words in HEADINGS.items() if folded in words), None)
