"""Words that tell names from other words with a capital, as data: add a language by adding words."""

from __future__ import annotations

from build_scripts.function_words import BODIES, FUNCTION_WORDS, QUESTION_WORDS, TITLES

#: Words right before the name of a person and of nothing else.
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir dame madame monsieur mme herr frau hr fr sr sra señor señora signor signora "
    "г-н г-жа д-р проф bay bayan cənab xanım".split()
)
#: Offices: whoever stands right behind one is a person; a name that ends in one is an office.
OFFICES = frozenset(
    "president minister ministers premier chancellor ambassador senator congressman congresswoman "
    "chairman chairwoman governor mayor professor secretary spokesman spokeswoman king queen emperor "
    "ayatollah rabbi pope bishop archbishop colonel captain lieutenant sergeant admiral councilman councillor "
    "präsident ministerin präsidentin kanzler kanzlerin botschafter bürgermeister "
    "président présidente ministre ambassadeur maire presidente ministro ministra embajador alcalde "
    "ambasciatore sindaco президент министр премьер посол губернатор мэр канцлер "
    "cumhurbaşkanı bakanı başbakan büyükelçi prezident naziri səfir".split()
)
#: Words inside the names of bodies: such a name is an organization.
BODY_WORDS = frozenset(
    "ministry university institute company corporation committee commission council foundation association "
    "agency bureau federation institution parliament congress senate bank party organization organisation "
    "ltd inc gmbh llc airlines society academy "
    "ministerium universität institut gesellschaft stiftung verband partei ministère université société "
    "comité parlement ministerio universidad instituto empresa comisión fundación partido ministero "
    "università istituto министерство университет институт компания комитет комиссия фонд агентство партия "
    "bakanlığı üniversitesi enstitüsü şirketi vakfı partisi nazirliyi universiteti institutu şirkəti".split()
)
#: Words that join the words of one name, and what may stand between them only in a name.
JOINTS = frozenset(
    "of de di da do du des del della dos das von van zu zur bin ibn bint ben al el y for на".split()
)
#: Languages that write every noun with a capital, and what joins words there: the others, such as `des`,
#: stand between any two nouns.
NOUNS_WITH_CAPITALS = frozenset({"de", "lb"})
GERMAN_JOINTS = frozenset("of de di da van von zu zur bin ibn bint ben al el".split())
#: The second of two joints (`of the`, `de la`, `van der`).
ARTICLES = frozenset("the la le las los les der den dem".split())
#: Weekdays; the months are known to `dating`.
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles "
    "jueves viernes sábado domingo mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "понедельник вторник среда четверг пятница суббота воскресенье pazartesi "
    "salı çarşamba perşembe cuma cumartesi pazar easter christmas ramadan".split()
)
#: Peoples, languages and adjectives of places that no ending betrays; the others are told by theirs.
PEOPLES = frozenset(
    "french dutch greek greeks czech slovak swiss thai arab arabs arabic jew jews jewish muslim muslims islamic "
    "islamist christian christians catholic orthodox protestant hindu buddhist shia shiite shiites sunni sunnis "
    "slavic slav slavs turk turks turkic soviet soviets western westerners eastern northern southern european "
    "europeans african asian german germans latin hebrew serb serbs croat croats pole poles dane danes kurd "
    "kurds uzbek uzbeks kazakh kazakhs tajik tajiks kyrgyz turkmen azeri azeris pashtun tatar filipino "
    "cypriot cypriots somali somalis philippine norse frenchman englishman irishman anglo euro roma zionist marxist communist nazi nazis".split()
)
PEOPLE_ENDINGS = (
    "ish", "ese", "nian", "sian", "rian", "bian", "dian", "lian", "tian", "gian", "cian", "rican", "xican", "asian", "kian", "vian",
)  # fmt: skip
#: What a place gets when it becomes a people or an adjective.
DERIVING = frozenset("i n an ian ese ish ic s is ns ans ians nian er ers man men ite ites".split())
#: Parts of documents and of what the page itself says.
PARTS = frozenset(
    "table figure fig chapter section part article annex appendix page note paragraph box line phase level "
    "step act scene volume vol issue no number nr band kapitel abschnitt tabelle abbildung seite artikel "
    "tableau chapitre tabla capítulo figura página таблица рисунок глава раздел статья internet web "
    "god excellency majesty highness rev i ibid op cit ed eds trans pp cf see also via ok am pm yes photo source".split()
)
#: Endings of inflection in Slavic languages, longest first: for grouping forms of one name.
INFLECTIONS = tuple(
    sorted(
        "ами ями ого его ому ему ой ей ом ем ём ым им ых их ая яя ую юю ые ие ии ию ия ах ях ам ям "
        "а я у ю ы и е о й ь".split(),
        key=lambda ending: (-len(ending), ending),
    )
)

NEVER_ALONE = frozenset(
    {*BODIES, *FUNCTION_WORDS, *QUESTION_WORDS, *TITLES, *HONORIFICS, *OFFICES, *PARTS, *WEEKDAYS, *PEOPLES}
    | set(
        "government parliament state states republic union federation army navy embassy north south east west "
        "center central international national general world church section city county river lake sea street "
        "avenue road island mount mountain valley park university bill law yet so then he she it we you they "
        "if not no here there however moreover today now".split()
    )
)
